import type { ReorganisationState } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { hasRight } from '../auth/permissions'

/** `keeperId`: whose it is today (keepers/queries.ts). */
export type ReorganisationFacts = { keeperId: number; state: ReorganisationState; recorded: boolean }

/** Resolutions are kept by the unit that carries them out, after it by its heir: those posts draft, order and take back. */
export const canManageReorganisations = (actor: Actor): boolean =>
  hasRight(actor.role, 'reorganisations.manage') && ['nation', 'province', 'commune'].includes(actor.unitLevel)

const own = (actor: Actor, event: ReorganisationFacts) =>
  canManageReorganisations(actor) && event.keeperId === actor.unitId && !event.recorded

export const canEditReorganisation = (actor: Actor, event: ReorganisationFacts): boolean =>
  own(actor, event) && event.state === 'draft'
/** Lists of units concern provinces and communes: a commune's own draft is about its villages. */
export const mayImport = (actor: Actor): boolean =>
  canManageReorganisations(actor) && (actor.unitLevel === 'nation' || actor.unitLevel === 'province')
export const canImportReorganisation = (actor: Actor, event: ReorganisationFacts): boolean =>
  canEditReorganisation(actor, event) && mayImport(actor)
/** Whoever applies it answers for it: a commune's is its leader's. */
export const canApplyReorganisation = (actor: Actor, event: ReorganisationFacts): boolean =>
  own(actor, event) && event.state === 'draft' && hasRight(actor.role, 'reorganisations.apply')
export const canCancelReorganisation = (actor: Actor, event: ReorganisationFacts): boolean =>
  own(actor, event) && event.state === 'scheduled' && hasRight(actor.role, 'reorganisations.apply')
export const canUndoReorganisation = (actor: Actor, event: ReorganisationFacts): boolean =>
  own(actor, event) && event.state === 'applied' && hasRight(actor.role, 'reorganisations.apply')
/** The province says where the parts of a commune that was cut belong now. */
export const canPlaceWaits = (actor: Actor): boolean => hasRight(actor.role, 'reorganisations.place')
