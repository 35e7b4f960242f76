import type { SuccessionKind, UnitLevel, UnitType } from '@/db/enums'
import { searchKey } from '@/db/unit-names'
import type { Day } from '../../calendar/rules'
import { standsOn } from '../rules'
import { attributeKinds, differences } from '../versions/rules'

/** What can happen to a unit, in the order of the groups of the page. */
export const changeKinds = ['split', 'merged', 'ended', 'opened', ...attributeKinds] as const
export type ChangeKind = (typeof changeKinds)[number]
/** The levels of the official list; villages and teams are kept by their commune. */
export const changeLevels = ['province', 'district', 'commune'] as const satisfies readonly UnitLevel[]
export type ChangeLevel = (typeof changeLevels)[number]
export const changesPerPage = 50

export type UnitState = {
  name: string
  fullName: string
  type: UnitType
  code: string | null
  parentId: number | null
}
/** The resolution behind a state or a succession, when one is kept: its number for people, its id for a link. */
type Basis = { resolution: string | null; reorganisationId: string | null }
export type DatedState = UnitState & Basis & { unitId: number; level: ChangeLevel; validFrom: Day; validTo: Day | null }
export type Succession = Basis & {
  predecessorId: number
  successorId: number
  effectiveOn: Day
  kind: SuccessionKind
  share: number | null
  confirmed: boolean
}
/** Both days are looked at as they end: what takes effect on `from` is there already, what does on `to` is counted. */
export type Range = { from: Day; to: Day }

/** What happened to one unit on one day, all of it. */
export type Change = Basis & {
  unitId: number
  level: ChangeLevel
  on: Day
  /** In the order of `changeKinds`; the first is the group it stands in. What merges or is cut and ends is also `ended`. */
  kinds: ChangeKind[]
  /** null: did not stand before, or not after. */
  old: UnitState | null
  now: UnitState | null
  /** It came from, or went to, a province outside of what is looked at. */
  crossed: 'in' | 'out' | null
  predecessors: number[]
  successors: number[]
  /** Whether every succession behind it is confirmed; null when there is none. */
  confirmed: boolean | null
}

type Standing = { version: DatedState; inside: boolean }

const groupBy = <Row, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Whether a unit lay in one of the provinces on a day, by what stood above it then. */
export function insideOf(
  versions: readonly DatedState[],
  provinces: ReadonlySet<number>,
): (version: DatedState, on: Day) => boolean {
  const byUnit = groupBy(versions, (version) => version.unitId)
  return ({ unitId, level, parentId }, on) => {
    if (level === 'province') return provinces.has(unitId)
    if (parentId === null || provinces.has(parentId)) return parentId !== null
    const above = byUnit.get(parentId)?.find((version) => standsOn(version, on))
    return above?.parentId != null && provinces.has(above.parentId)
  }
}

const stateOf = ({ name, fullName, type, code, parentId }: DatedState): UnitState => ({
  name,
  fullName,
  type,
  code,
  parentId,
})

/**
 * Every change of every unit after `from` and up to `to`, one per unit and day, in no particular order. `inside` says
 * which part of the country is looked at; without it all of it is. Applied by day to the units of `from`, they give those
 * of `to`; what was there for a while in between is opened and ended.
 */
export function changesBetween(
  versions: readonly DatedState[],
  successions: readonly Succession[],
  { from, to }: Range,
  inside?: (version: DatedState, on: Day) => boolean,
): Change[] {
  const within = (day: Day | null): day is Day => day !== null && day > from && day <= to
  const steps = successions.filter((each) => within(each.effectiveOn))
  const leaving = groupBy(steps, (each) => each.predecessorId)
  const joining = groupBy(steps, (each) => each.successorId)
  const on = (of: readonly Succession[] | undefined, day: Day) => of?.filter((each) => each.effectiveOn === day) ?? []
  const units = groupBy(versions, (version) => version.unitId)
  const daysOf = (unit: number) => (units.get(unit) ?? []).flatMap(({ validFrom, validTo }) => [validFrom, validTo])
  const stood = (unit: number, before: Day) =>
    units.get(unit)?.some(({ validFrom, validTo }) => validFrom < before && (validTo === null || validTo >= before))

  return [...units].flatMap(([unitId, own]): Change[] => {
    const level = own[0]?.level
    if (!level) return []
    const at = (day: Day): Standing | null => {
      const version = own.find((each) => standsOn(each, day))
      return version ? { version, inside: inside?.(version, day) ?? true } : null
    }
    // What stands above a unit may take it along into another province, which only matters to who looks at one.
    const above = inside ? own.flatMap(({ parentId }) => (parentId === null ? [] : daysOf(parentId))) : []
    const cut = leaving.get(unitId)?.map((each) => each.effectiveOn) ?? []
    const days = [...daysOf(unitId), ...above, ...cut].filter(within)
    if (days.length === 0) return []
    let before = at(from)
    return [...new Set(days)].sort().flatMap((day): Change[] => {
      const [old, now] = [before, at(day)]
      before = now
      if (!old?.inside && !now?.inside) return []
      const gone = on(leaving.get(unitId), day)
      const came = old ? [] : on(joining.get(unitId), day)
      const joins = ({ successorId, kind }: Succession) =>
        kind === 'merge' || on(joining.get(successorId), day).length > 1 || stood(successorId, day) === true
      const kinds = kindsOf(old, now, gone, joins)
      if (kinds.length === 0) return []
      const behind = [...gone, ...came]
      return [
        {
          ...{ unitId, level, on: day, kinds },
          old: old && stateOf(old.version),
          now: now && stateOf(now.version),
          crossed: old && now && old.inside !== now.inside ? (now.inside ? 'in' : 'out') : null,
          predecessors: came.map((each) => each.predecessorId),
          successors: gone.map((each) => each.successorId),
          ...basisOf(behind.length > 0 ? behind : now && now.version !== old?.version ? [now.version] : []),
          confirmed: behind.length > 0 ? behind.every((each) => each.confirmed) : null,
        },
      ]
    })
  })
}

/** The texts behind a change; the link only when it is one. */
function basisOf(behind: readonly Basis[]): Basis {
  const texts = new Set(behind.flatMap(({ resolution }) => resolution ?? []))
  const ids = new Set(behind.map(({ reorganisationId }) => reorganisationId))
  const [id = null] = ids
  return { resolution: texts.size > 0 ? [...texts].join(', ') : null, reorganisationId: ids.size === 1 ? id : null }
}

function kindsOf(
  old: Standing | null,
  now: Standing | null,
  gone: readonly Succession[],
  joins: (step: Succession) => boolean,
): ChangeKind[] {
  const kinds = new Set<ChangeKind>()
  if (old && now) for (const kind of differences(old.version, now.version)) kinds.add(kind)
  if (old && now && old.inside !== now.inside) kinds.add('moved')
  if (!old) kinds.add('opened')
  if (!now) kinds.add('ended')
  // What goes on standing has given away a part of itself.
  const parted = gone.length > 1 || gone.some(({ kind, share }) => kind === 'split' || (share ?? 1) < 1)
  if (gone.length > 0 && (parted || now)) kinds.add('split')
  if (!now && gone.some(joins)) kinds.add('merged')
  return changeKinds.filter((kind) => kinds.has(kind))
}

/** Units of a level at the start, what was added and taken away, and at the end. */
export type LevelCount = {
  level: ChangeLevel
  before: number
  opened: number
  ended: number
  /** From and to provinces outside of what is looked at. */
  cameIn: number
  wentOut: number
  after: number
}

/** before + opened + cameIn = after + ended + wentOut, at every level. */
export function countsOf(
  versions: readonly DatedState[],
  changes: readonly Change[],
  { from, to }: Range,
  inside: (version: DatedState, on: Day) => boolean = () => true,
): LevelCount[] {
  return changeLevels.map((level) => {
    const own = versions.filter((version) => version.level === level)
    const here = changes.filter((change) => change.level === level)
    const standing = (on: Day) => own.filter((version) => standsOn(version, on) && inside(version, on)).length
    return {
      level,
      before: standing(from),
      opened: here.filter((change) => change.old === null).length,
      ended: here.filter((change) => change.now === null).length,
      cameIn: here.filter((change) => change.crossed === 'in').length,
      wentOut: here.filter((change) => change.crossed === 'out').length,
      after: standing(to),
    }
  })
}

/** Whether any unit crossed the border of what is looked at: only then do the counts say who came in and who went out. */
export const anyCrossed = (levels: readonly Pick<LevelCount, 'cameIn' | 'wentOut'>[]): boolean =>
  levels.some(({ cameIn, wentOut }) => cameIn + wentOut > 0)

export type ChangeFilter = { kind: ChangeKind | null; level: ChangeLevel | null; search: string }

/** How many changes there are of each kind; one that is of two kinds counts in both. */
export function kindCounts(changes: readonly Pick<Change, 'kinds'>[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>
  for (const { kinds } of changes) for (const kind of kinds) counts[kind] += 1
  return counts
}

/** How many of them stand in each group. */
export function groupCounts(changes: readonly Change[], asked: ChangeKind | null): Record<ChangeKind, number> {
  return kindCounts(changes.map((change) => ({ kinds: [groupOf(change, asked)] })))
}

/** The group a change stands in: the kind that was asked for, or the first of its own. */
export const groupOf = (change: { kinds: readonly ChangeKind[] }, asked: ChangeKind | null): ChangeKind =>
  asked ?? change.kinds[0] ?? 'moved'

/**
 * The changes that were asked for, by group, level, day and official code. A name is found without marks, the present
 * and the former one, and those of the units it came from or went to (`nameOf`).
 */
export function shownChanges(
  changes: readonly Change[],
  { kind, level, search }: ChangeFilter,
  nameOf: (unitId: number, on: Day) => string,
): Change[] {
  const key = searchKey(search)
  const named = ({ old, now, on, predecessors, successors }: Change) =>
    [old?.fullName, now?.fullName, ...[...predecessors, ...successors].map((id) => nameOf(id, on))].some(
      (name) => name && searchKey(name).includes(key),
    )
  const order = (change: Change) =>
    [
      changeKinds.indexOf(groupOf(change, kind)),
      changeLevels.indexOf(change.level),
      change.on,
      (change.now ?? change.old)?.code ?? '~',
      String(change.unitId).padStart(8, '0'),
    ].join(' ')
  return changes
    .filter((each) => (!kind || each.kinds.includes(kind)) && (!level || each.level === level))
    .filter((each) => key === '' || named(each))
    .map((each) => ({ each, at: order(each) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ each }) => each)
}

type Stop = { on: Day; units: number }
/** Stops of the slider that have their date written under them; the others only a tick. */
const namedStops = 8

/**
 * The stops of a slider over days of change: each of them, and today. `current` is the last one not after the day that is
 * looked at. Where there are many, those of the most units are named, the ends always.
 */
export function stopsOf(
  days: readonly Stop[],
  on: Day,
  today: Day,
): { stops: Stop[]; current: number; named: ReadonlySet<Day> } {
  const own = days.some((each) => each.on === today) ? [] : [{ on: today, units: 0 }]
  const stops = [...days, ...own].sort((a, b) => (a.on < b.on ? -1 : 1))
  const ends = [stops[0], stops.at(-1), stops.find((each) => each.on === today)].filter((stop) => stop !== undefined)
  const inner = stops.filter((stop) => !ends.includes(stop)).sort((a, b) => b.units - a.units)
  const named = [...new Set([...ends, ...inner])].slice(0, namedStops)
  return {
    stops,
    current: Math.max(
      0,
      stops.findLastIndex((stop) => stop.on <= on),
    ),
    named: new Set(named.map((stop) => stop.on)),
  }
}
