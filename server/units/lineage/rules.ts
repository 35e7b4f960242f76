import type { SuccessionKind, UnitLevel } from '@/db/enums'
import type { Day } from '../../calendar/rules'

/** So many steps back and so many ahead are followed. */
export const generations = 3
/** Units that one column of the picture names; the others are counted. */
export const columnLimit = 8

export type LineageEdge = {
  predecessorId: number
  successorId: number
  effectiveOn: Day
  kind: SuccessionKind
  /** 1 = whole, less = part, null = nobody has said. */
  share: number | null
  confirmed: boolean
  resolution: string | null
  /** The page of it, when it was carried out here. */
  reorganisationId: string | null
}
export type Relative = {
  id: number
  level: UnitLevel
  fullName: string
  code: string | null
  /** What it lay in then. */
  district: string | null
  province: string | null
  /** Its first day; null when that is not known. */
  since: Day | null
  /** The day after its last; null: it stands. */
  until: Day | null
}
/** A unit with everybody it came from and became. The unit itself is one of `units`. */
export type Family = { id: number; units: Relative[]; edges: LineageEdge[] }

/** How much of a unit went this way, in one word; what nobody has confirmed is said so before anything else. */
export type EdgeMark = 'whole' | 'part' | 'shareUnknown' | 'unconfirmed'
export const markOf = ({ share, confirmed }: Pick<LineageEdge, 'share' | 'confirmed'>): EdgeMark =>
  !confirmed ? 'unconfirmed' : share === 1 ? 'whole' : share === null ? 'shareUnknown' : 'part'

/** The day on which each unit of a family is looked at: predecessors on their last day, successors on their first. */
export function shownOn(
  centre: number,
  edges: readonly LineageEdge[],
  today: Day,
  addDays: (day: Day, n: number) => Day,
): Map<number, Day> {
  const days = new Map<number, Day>([[centre, today]])
  const steps = stepsFrom(centre, edges)
  for (const { edge, outward } of steps) {
    const other = outward === 'to' ? edge.successorId : edge.predecessorId
    if (!days.has(other)) days.set(other, outward === 'to' ? edge.effectiveOn : addDays(edge.effectiveOn, -1))
  }
  return days
}

type Outward = 'from' | 'to'
type Step = { edge: LineageEdge; outward: Outward; column: number; inner: number; outer: number }

/** Every unit once, the nearest generation first: the edge by which it is reached, and its column (0 is the centre). */
function stepsFrom(centre: number, edges: readonly LineageEdge[]): Step[] {
  const seen = new Set([centre])
  return (['from', 'to'] as const).flatMap((outward) => {
    const steps: Step[] = []
    let ring = [centre]
    for (let depth = 1; ring.length > 0; depth++) {
      const next: number[] = []
      for (const inner of ring)
        for (const edge of edges) {
          const [near, outer] =
            outward === 'to' ? [edge.predecessorId, edge.successorId] : [edge.successorId, edge.predecessorId]
          if (near !== inner || seen.has(outer)) continue
          seen.add(outer)
          next.push(outer)
          steps.push({ edge, outward, inner, outer, column: outward === 'to' ? depth : -depth })
        }
      ring = next
    }
    return steps
  })
}

export const box = { width: 240, height: 76, gapX: 208, gapY: 12 } as const

export type PlacedUnit = { unit: Relative; column: number; x: number; y: number }
/** "và n đơn vị khác": stands at the foot of a column. */
export type PlacedRest = { column: number; count: number; x: number; y: number }
export type PlacedEdge = {
  edge: LineageEdge
  mark: EdgeMark
  /** Where its words stand: on the level of the unit further from the centre. */
  outer: 'start' | 'end'
  x1: number
  y1: number
  x2: number
  y2: number
}
export type Picture = { width: number; height: number; units: PlacedUnit[]; rests: PlacedRest[]; edges: PlacedEdge[] }

/**
 * Where everything of a family stands: a column per generation, earlier ones to the left, each column in the middle of the
 * height. Of a column the first `limit` are named, the last place tells how many more there are; what came by way of those
 * is counted as well. Null when there is nobody but the unit itself.
 */
export function pictureOf({ id, units, edges }: Family, limit = columnLimit): Picture | null {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const centre = byId.get(id)
  const steps = stepsFrom(id, edges).filter(({ outer }) => byId.has(outer))
  if (!centre || steps.length === 0) return null
  const columns = new Map<number, { units: Relative[]; rest: number }>([[0, { units: [centre], rest: 0 }]])
  const named = new Set([id])
  for (const column of [...new Set(steps.map((step) => step.column))].sort((a, b) => Math.abs(a) - Math.abs(b))) {
    const own = steps.filter((step) => step.column === column)
    const linked = own.filter(({ inner }) => named.has(inner))
    const shown = own.length <= limit && linked.length === own.length ? linked : linked.slice(0, limit - 1)
    for (const { outer } of shown) named.add(outer)
    columns.set(column, {
      units: shown.flatMap(({ outer }) => byId.get(outer) ?? []),
      rest: own.length - shown.length,
    })
  }
  const first = Math.min(...columns.keys())
  const rows = ({ units: own, rest }: { units: Relative[]; rest: number }) => own.length + (rest > 0 ? 1 : 0)
  const tall = (count: number) => count * (box.height + box.gapY) - box.gapY
  const height = Math.max(...[...columns.values()].map((column) => tall(rows(column))))
  const picture: Picture = {
    width: columns.size * (box.width + box.gapX) - box.gapX,
    height,
    units: [],
    rests: [],
    edges: [],
  }
  for (const [column, own] of [...columns].sort(([a], [b]) => a - b)) {
    const x = (column - first) * (box.width + box.gapX)
    const top = (height - tall(rows(own))) / 2
    const y = (row: number) => top + row * (box.height + box.gapY)
    own.units.forEach((unit, row) => {
      picture.units.push({ unit, column, x, y: y(row) })
    })
    if (own.rest > 0) picture.rests.push({ column, count: own.rest, x, y: y(own.units.length) })
  }
  const at = new Map(picture.units.map((placed) => [placed.unit.id, placed]))
  picture.edges = edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [at.get(edge.predecessorId), at.get(edge.successorId)]
    if (!from || !to || from.column >= to.column) return []
    return [
      {
        ...{ edge, mark: markOf(edge), outer: from.column < 0 ? 'start' : 'end' },
        ...{ x1: from.x + box.width, y1: from.y + box.height / 2, x2: to.x, y2: to.y + box.height / 2 },
      },
    ]
  })
  return picture
}

/** The same family as a list to be read downwards: who came before, or after, each with those beyond. */
export type Branch = { unit: Relative; edge: LineageEdge; beyond: Branches }
export type Branches = { units: Branch[]; rest: number }

export function branchesOf({ id, units, edges }: Family, outward: Outward, limit = columnLimit): Branches {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const steps = stepsFrom(id, edges).filter((step) => step.outward === outward)
  const beyond = (inner: number): Branches => {
    const own = steps.flatMap(({ edge, outer, inner: from }) => {
      const unit = byId.get(outer)
      return from === inner && unit ? [{ unit, edge }] : []
    })
    const shown = own.length <= limit ? own : own.slice(0, limit - 1)
    return {
      units: shown.map((each) => ({ ...each, beyond: beyond(each.unit.id) })),
      rest: own.length - shown.length,
    }
  }
  return beyond(id)
}

type Origin = { fullName: string; district: string | null; province: string | null } & Pick<
  LineageEdge,
  'kind' | 'share' | 'confirmed'
>
/** "xã A, xã B (huyện C, tỉnh D) và một phần xã E": units of one place stand together, what came whole before the parts. */
export type Origins<Unit> = {
  groups: { units: { unit: Unit; partly: boolean }[]; place: string[] }[]
  /** Those beyond the limit. */
  rest: number
  confirmed: 'all' | 'some' | 'none'
}

export function originsOf<Unit extends Origin>(units: readonly Unit[], limit: number): Origins<Unit> {
  // Of a unit that was cut a part came, also while nobody has said how much.
  const partly = ({ kind, share }: Unit) => (share === null ? kind === 'split' : share < 1)
  const groups = new Map<string, Origins<Unit>['groups'][number]>()
  for (const unit of [...units].sort((a, b) => Number(partly(a)) - Number(partly(b)))) {
    const place = [unit.district, unit.province].filter((name) => name !== null)
    const key = [partly(unit), ...place].join('|')
    const group = groups.get(key) ?? { units: [], place }
    groups.set(key, group)
    group.units.push({ unit, partly: partly(unit) })
  }
  let left = limit
  const shown = [...groups.values()].flatMap(({ units: own, place }) => {
    const kept = own.slice(0, left)
    left -= kept.length
    return kept.length > 0 ? [{ units: kept, place }] : []
  })
  const confirmed = units.filter((unit) => unit.confirmed).length
  return {
    groups: shown,
    rest: Math.max(0, units.length - limit),
    confirmed: confirmed === units.length ? 'all' : confirmed > 0 ? 'some' : 'none',
  }
}
