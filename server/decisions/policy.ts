import type { DecisionState } from '@/db/roster-enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'
import { type PlacedUnit, within } from '../units/policy'

/** A commune drafts the decisions about its own teams and enters them once they have been signed (domain.md 6.1). */
export const canKeepDecisions = (actor: Actor, commune: PlacedUnit): boolean =>
  commune.level === 'commune' && hasRight(actor.role, 'decisions.keep') && within(actor, commune)

/** A draft that a commune left when it was cut is taken over by one of its heirs; `left`: the caller's commune is one of them. */
export const canTakeOverDraft = (actor: Actor, draft: { state: DecisionState; left: boolean }): boolean =>
  draft.left && draft.state === 'draft' && actor.unitLevel === 'commune' && hasRight(actor.role, 'decisions.keep')

/** What a decision says of people, its signed copy first, is known in communes (the policies of files and of decisions in policies.sql). */
export const canReadPaper = (actor: Actor): boolean => actor.unitLevel === 'commune' || actor.unitLevel === 'team'
