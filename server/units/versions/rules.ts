import { recordsSince } from '../rules'

/** What can become of a unit that goes on standing. */
export const attributeKinds = ['renamed', 'retyped', 'recoded', 'moved'] as const
export type AttributeKind = (typeof attributeKinds)[number]

/** What a unit is on a day, as far as a reorganisation can change it. */
export type UnitState = { name: string; type: string; code: string | null; parentId: number | null }

/** In what two states of one unit differ; a new type alone also changes the full name and is no new name. */
export function differences(old: UnitState, now: UnitState): AttributeKind[] {
  const differs: Record<AttributeKind, boolean> = {
    renamed: old.name !== now.name,
    retyped: old.type !== now.type,
    recoded: old.code !== now.code,
    moved: old.parentId !== now.parentId,
  }
  return attributeKinds.filter((kind) => differs[kind])
}

type Dated = UnitState & {
  validFrom: string
  validTo: string | null
  note: string | null
  reorganisationId: string | null
}
type Span = Pick<Dated, 'validFrom' | 'validTo'>

/** The version with which a unit begins on that day, not having stood on the day before; null: it begins on another. */
const beginning = <Version extends Span>(versions: readonly Version[], on: string): Version | null =>
  versions.some((each) => each.validTo === on) ? null : (versions.find((each) => each.validFrom === on) ?? null)

/**
 * What came into a unit: of what came on the day it was opened, the last time, it was made; what came later it received, for it
 * stood already.
 */
export function cameInto<Edge extends { effectiveOn: string }>(
  versions: readonly Span[],
  steps: readonly Edge[],
): { formerly: Edge[]; received: Edge[] } {
  const openings = versions.map((each) => each.validFrom).filter((day) => beginning(versions, day))
  const opened = openings.toSorted().at(-1) ?? ''
  return {
    formerly: steps.filter((step) => step.effectiveOn === opened),
    received: steps.filter((step) => step.effectiveOn > opened),
  }
}

type Step = {
  direction: 'from' | 'to'
  effectiveOn: string
  resolution: string | null
  reorganisationId: string | null
}
/** A text behind a change, and the page of it when it was carried out here. */
export type Basis = { text: string; reorganisationId: string | null }

/** One mark on the line of a unit: what happened on a day, and what it is from then on. */
export type TimelineEntry<Version, Edge> = {
  on: string
  /** known: the records begin, it was there before; opened: it begins; ended: it is no more from this day; gave: it stands on, a part of it went elsewhere. */
  kinds: ('known' | 'opened' | 'ended' | 'gave' | AttributeKind)[]
  /** null: nothing of its own changed, or it ended. */
  version: Version | null
  from: Edge[]
  to: Edge[]
  /** The texts behind it, each once. */
  basis: Basis[]
}

/** The line of a unit from its first day: a mark for each day on which it began, changed, gave or ended. Oldest first. */
export function timelineOf<Version extends Dated, Edge extends Step>(
  versions: readonly Version[],
  steps: readonly Edge[],
): TimelineEntry<Version, Edge>[] {
  const days = [...versions.flatMap((each) => [each.validFrom, each.validTo]), ...steps.map((each) => each.effectiveOn)]
  return [...new Set(days)]
    .filter((day) => day !== null)
    .sort()
    .flatMap((on) => {
      const version = versions.find((each) => each.validFrom === on) ?? null
      const before = versions.find((each) => each.validTo === on)
      const standing = versions.some((each) => each.validFrom <= on && (each.validTo === null || each.validTo > on))
      const here = steps.filter((each) => each.effectiveOn === on)
      const [from, to] = (['from', 'to'] as const).map((way) => here.filter((each) => each.direction === way))
      const kinds: TimelineEntry<Version, Edge>['kinds'] = []
      if (beginning(versions, on)) kinds.push(on === recordsSince ? 'known' : 'opened')
      if (version && before) kinds.push(...differences(before, version))
      if (before && !standing) kinds.push('ended')
      if (standing && to && to.length > 0) kinds.push('gave')
      if (kinds.length === 0 && here.length === 0) return []
      const basis = new Map<string, Basis>()
      for (const { text, reorganisationId } of [
        ...here.map((each) => ({ ...each, text: each.resolution })),
        ...(version ? [{ ...version, text: version.note }] : []),
      ])
        if (text !== null && !basis.get(text)?.reorganisationId) basis.set(text, { text, reorganisationId })
      return [{ on, kinds, version, from: from ?? [], to: to ?? [], basis: [...basis.values()] }]
    })
}
