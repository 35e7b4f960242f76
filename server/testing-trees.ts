import type { UnitLevel, UnitType } from '@/db/enums'
import { addDays, type Day } from '@/server/calendar/rules'
import { treeAfter } from '@/server/units/plan/after/rules'
import { type Change, type Node, type Plan, planOf } from '@/server/units/plan/rules'
import { parentLevels, pathStep, type Tree, type TreeUnit, versionOn, whole } from '@/server/units/tree/rules'

/** Small countries and what may happen to them, for property tests of the territory. */

const typeOf: Record<UnitLevel, UnitType> = {
  nation: 'nation',
  province: 'tinh',
  district: 'huyen',
  commune: 'xa',
  village: 'thon',
  team: 'to_cnscd',
}
export const beginning: Day = '2000-01-01'

/** Adds a unit under another to a tree in the making; its code is its id. */
export function grow(
  units: Map<number, TreeUnit>,
  level: UnitLevel,
  parentId: number | null,
  id = units.size + 1,
): number {
  const above = parentId === null ? '' : (units.get(parentId)?.path ?? '')
  const code = level === 'nation' || level === 'team' ? null : String(id).padStart(5, '0')
  const version = { parentId, name: `${level} ${id}`, type: typeOf[level], code, validFrom: beginning, validTo: null }
  units.set(id, { id, level, path: level === 'nation' ? '' : above + pathStep(id), versions: [version] })
  return id
}

/** Two provinces, three districts, a dozen communes, villages and teams: forty units. `dice`: numbers from 0 to 1. */
export function smallCountry(dice: () => number): Tree {
  const units = new Map<number, TreeUnit>()
  const nation = grow(units, 'nation', null)
  const provinces = [grow(units, 'province', nation), grow(units, 'province', nation)]
  const districts = [0, 0, 1].map((i) => grow(units, 'district', provinces[i] ?? 0))
  const communes = Array.from({ length: 12 }, () => grow(units, 'commune', oneOf([...districts, ...provinces], dice)))
  while (units.size < 40) grow(units, dice() < 0.6 ? 'village' : 'team', oneOf(communes, dice))
  return { units, edges: [] }
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function diceFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function oneOf<T>(list: readonly T[], dice: () => number): T {
  const found = list[Math.min(list.length - 1, Math.floor(dice() * list.length))]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** The part of a country that some of its communes are, with what lies in them and above: where two resolutions are apt to meet. */
export function corner(tree: Tree, dice: () => number): Tree {
  const communes = [...tree.units.values()].filter(({ level }) => level === 'commune')
  const chosen = [1, 2, 3, 4, 5].map(() => oneOf(communes, dice))
  const seen = [...tree.units].filter(
    ([, { level, path }]) =>
      (level !== 'commune' && level !== 'village' && level !== 'team') ||
      chosen.some((each) => path.startsWith(each.path)),
  )
  return { ...tree, units: new Map(seen) }
}

const standing = (tree: Tree, on: Day, level: UnitLevel) =>
  [...tree.units.values()].filter((unit) => unit.level === level && versionOn(unit, on))

/** A few lines that somebody might decide on a day; not all of them can stand. `mark`: another number each time. */
export function someChanges(tree: Tree, on: Day, dice: () => number, mark: number, only?: UnitLevel): Change[] {
  const level = only ?? oneOf(['commune', 'commune', 'commune', 'village', 'district', 'province'] as const, dice)
  const units = standing(tree, addDays(on, -1), level)
  if (units.length < 2) return []
  const any = () => oneOf(units, dice).id
  const parentOf = (id: number): Node => ({ unitId: versionOn(tree.units.get(id), addDays(on, -1))?.parentId ?? 0 })
  const opened = (ref: string, like: number, code: string | null): Change => ({
    ...{ kind: 'open', ref, level, parent: parentOf(like), type: typeOf[level], name: `New ${ref}`, code },
  })
  const [a, b, c] = [any(), any(), any()]
  const own = (id: number) => versionOn(tree.units.get(id), addDays(on, -1))?.code ?? null
  const ref = `${mark}x`
  const fresh = String(90_000 + mark)
  switch (Math.floor(dice() * 8)) {
    case 0:
      // Three become a new one, which takes the code of the first.
      return [
        opened(ref, a, own(a)),
        ...[...new Set([a, b, c])].map((unitId): Change => ({ kind: 'merge', unitId, into: { ref } })),
      ]
    case 1:
      return [{ kind: 'merge', unitId: a, into: { unitId: b } }]
    case 2: {
      const share = dice() < 0.5 ? null : Math.floor(dice() * (whole - 1)) + 1
      return [
        opened(ref, a, own(a)),
        { kind: 'split', unitId: a, into: { ref }, share },
        { kind: 'split', unitId: a, into: { unitId: b }, share: share && whole - share },
      ]
    }
    case 3: {
      const share = dice() < 0.3 ? null : Math.floor(dice() * (whole - 1)) + 1
      return [
        { kind: 'split', unitId: a, into: { unitId: a }, share },
        { kind: 'split', unitId: a, into: { unitId: b }, share: share && whole - share },
      ]
    }
    case 4:
      return [
        { kind: 'rename', unitId: a, name: `Renamed ${mark}` },
        { kind: 'recode', unitId: a, code: fresh },
      ]
    case 5: {
      const above = parentLevels[level].flatMap((each) => standing(tree, addDays(on, -1), each))
      const parents = above.filter((each) => each.level !== 'nation')
      return parents.length > 0 ? [{ kind: 'move', unitId: a, parent: { unitId: oneOf(parents, dice).id } }] : []
    }
    case 6:
      return [opened(ref, a, fresh)]
    default:
      return [{ kind: 'close', unitId: a }]
  }
}

export type Event = { on: Day; changes: Change[]; plan: Plan; before: Tree; after: Tree }

/** A history of at most `count` events, the legal ones of what was tried, some of one day; ids of new units follow the highest. */
export function history(start: Tree, count: number, dice: () => number): Event[] {
  const events: Event[] = []
  let [tree, on] = [start, '2020-01-01' as Day]
  for (let tried = 0; events.length < count && tried < count * 6; tried++) {
    if (dice() < 0.8) on = addDays(on, 1 + Math.floor(dice() * 120))
    const changes = [
      ...someChanges(tree, on, dice, 2 * tried),
      ...(dice() < 0.4 ? someChanges(tree, on, dice, 2 * tried + 1) : []),
    ]
    let next = Math.max(...tree.units.keys())
    const { plan } = planOf(tree, on, changes, () => ++next)
    if (!plan) continue
    const after = treeAfter(tree, plan)
    events.push({ on, changes, plan, before: tree, after })
    tree = after
  }
  return events
}
