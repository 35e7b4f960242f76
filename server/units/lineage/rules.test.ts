import { describe, expect, it } from 'vitest'
import type { SuccessionKind } from '@/db/enums'
import { addDays } from '../../calendar/rules'
import { box, branchesOf, type Family, type LineageEdge, markOf, originsOf, pictureOf, shownOn } from './rules'

const reform = '2025-07-01'
const edge = (predecessorId: number, successorId: number, more: Partial<LineageEdge> = {}): LineageEdge => ({
  ...{
    predecessorId,
    successorId,
    effectiveOn: reform,
    kind: 'merge',
    share: 1,
    confirmed: true,
    resolution: 'NQ',
    reorganisationId: null,
  },
  ...more,
})
const family = (id: number, edges: LineageEdge[]): Family => ({
  id,
  edges,
  units: [...new Set([id, ...edges.flatMap((each) => [each.predecessorId, each.successorId])])].map((unit) => ({
    ...{ id: unit, level: 'commune', fullName: `Xã ${unit}`, code: `${unit}`, district: null, province: null },
    ...{ since: null, until: null },
  })),
})

it('says how much of a unit went this way, what nobody has confirmed first', () => {
  expect(markOf({ share: 1, confirmed: true })).toBe('whole')
  expect(markOf({ share: 0.4, confirmed: true })).toBe('part')
  expect(markOf({ share: null, confirmed: true })).toBe('shareUnknown')
  expect(markOf({ share: 0.4, confirmed: false })).toBe('unconfirmed')
})

it('looks at predecessors on their last day, at successors on their first, at the unit itself today', () => {
  const days = shownOn(5, [edge(1, 5), edge(5, 9, { effectiveOn: '2026-09-01' })], '2026-11-21', addDays)
  expect([...days]).toEqual([
    [5, '2026-11-21'],
    [1, '2025-06-30'],
    [9, '2026-09-01'],
  ])
})

describe('the picture', () => {
  it('is none for a unit that stands alone', () => {
    expect(pictureOf(family(5, []))).toBeNull()
  })

  it('puts earlier generations to the left, and every unit once', () => {
    const edges = [edge(1, 5), edge(2, 5), edge(3, 1), edge(3, 2), edge(5, 9, { share: 0.5 }), edge(5, 8)]
    const picture = pictureOf(family(5, edges))
    const column = (id: number) => picture?.units.find((each) => each.unit.id === id)?.column
    expect([3, 1, 2, 5, 8, 9].map(column)).toEqual([-2, -1, -1, 0, 1, 1])
    expect(picture?.units).toHaveLength(6)
    expect(picture?.edges).toHaveLength(6)
    expect(picture?.width).toBe(4 * box.width + 3 * box.gapX)
    for (const { x1, x2 } of picture?.edges ?? []) expect(x2 - x1).toBe(box.gapX)
    expect(picture?.edges.filter((each) => each.outer === 'start')).toHaveLength(4)
  })

  it('nothing lies on anything else, and everything inside', () => {
    const picture = pictureOf(family(5, [edge(1, 5), edge(2, 5), edge(3, 5), edge(5, 9)]))
    if (!picture) throw new Error('no picture')
    const seen = new Set(picture.units.map(({ x, y }) => `${x} ${y}`))
    expect(seen.size).toBe(5)
    for (const { x, y } of picture.units) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x + box.width).toBeLessThanOrEqual(picture.width)
      expect(y + box.height).toBeLessThanOrEqual(picture.height)
    }
    const column = picture.units.filter((each) => each.column === -1).map(({ y }) => y)
    expect(Math.min(...column.slice(1).map((y, at) => y - (column[at] ?? 0)))).toBe(box.height + box.gapY)
  })

  it('names so many of a column and counts the others, with those who came by way of them', () => {
    const many = Array.from({ length: 12 }, (_, at) => edge(100 + at, 5))
    const picture = pictureOf(family(5, [...many, edge(200, 100), edge(201, 111)]))
    const rests = picture?.rests.map(({ column, count }) => [column, count])
    expect(rests).toEqual([
      [-2, 1],
      [-1, 5],
    ])
    expect(picture?.units).toHaveLength(1 + 7 + 1)
    expect(pictureOf(family(5, many.slice(0, 8)))?.rests).toEqual([])
  })

  it('bears a circle in the data', () => {
    const picture = pictureOf(family(5, [edge(1, 5), edge(5, 1), edge(2, 1)]))
    expect(picture?.units.map((each) => each.unit.id).sort()).toEqual([1, 2, 5])
  })
})

it('as a list: each with those beyond, so many and the rest counted', () => {
  const edges = [edge(1, 5), edge(2, 5), edge(3, 1), edge(5, 9)]
  const before = branchesOf(family(5, edges), 'from')
  expect(before.units.map((each) => [each.unit.id, each.beyond.units.map((far) => far.unit.id)])).toEqual([
    [1, [3]],
    [2, []],
  ])
  expect(branchesOf(family(5, edges), 'to').units.map((each) => each.unit.id)).toEqual([9])
  const many = Array.from({ length: 12 }, (_, at) => edge(100 + at, 5))
  expect(branchesOf(family(5, many), 'from')).toMatchObject({ rest: 5 })
})

describe('what it was before, in a sentence', () => {
  const unit = (fullName: string, district: string | null, share: number | null, confirmed = true) => ({
    ...{ fullName, district, province: 'Tỉnh D', kind: 'merge' as SuccessionKind, share, confirmed },
  })

  it('units of one place stand together, parts come last', () => {
    const { groups, rest, confirmed } = originsOf(
      [
        unit('Xã E', 'Huyện C', 0.3),
        unit('Xã A', 'Huyện C', 1),
        unit('Xã F', 'Huyện G', 1),
        unit('Xã B', 'Huyện C', 1),
      ],
      4,
    )
    expect(groups.map((group) => [group.place[0], ...group.units.map((each) => each.unit.fullName)])).toEqual([
      ['Huyện C', 'Xã A', 'Xã B'],
      ['Huyện G', 'Xã F'],
      ['Huyện C', 'Xã E'],
    ])
    expect(groups[2]?.units[0]?.partly).toBe(true)
    expect([rest, confirmed]).toEqual([0, 'all'])
  })

  it('of a unit that was cut it says a part, though nobody has said how much', () => {
    const { groups } = originsOf(
      [{ ...unit('Xã E', 'Huyện C', null), kind: 'split' as const }, unit('Xã A', 'Huyện C', null)],
      4,
    )
    expect(groups.flatMap((group) => group.units.map((each) => [each.unit.fullName, each.partly]))).toEqual([
      ['Xã A', false],
      ['Xã E', true],
    ])
  })

  it('keeps to its limit and says what is not confirmed', () => {
    const units = ['A', 'B', 'C', 'D'].map((name, at) => unit(`Xã ${name}`, `Huyện ${at % 2}`, null, at === 0))
    const cut = originsOf(units, 3)
    expect(cut.groups.flatMap((group) => group.units)).toHaveLength(3)
    expect([cut.rest, cut.confirmed]).toEqual([1, 'some'])
    expect(originsOf(units.slice(1), 9).confirmed).toBe('none')
  })
})
