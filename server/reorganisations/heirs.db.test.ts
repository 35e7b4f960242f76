import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { applied, as, file, freshTerritory, merge, type Territory, takenBack } from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** Whose past a commune reads: that of units which ended in it, and of nobody who stands. */

const at = (day: string) => new Date(`${day}T01:00:00Z`)
let cast: Territory
const split = (unit: TestUnit, into: TestUnit, percent: number): Change => ({
  ...{ kind: 'split', unitId: unit.id, into: { unitId: into.id }, share: percent * 1_000_000 },
})
const officerOf = (unit: TestUnit) => makeActor('commune_officer', unit)
/** What somebody is answered who opens a report of another commune, asks for its figures. */
async function reads(who: TestActor, unit: TestUnit, period: string, day: string) {
  const api = as(who.identity, at(day))
  const asked = { from: period, to: period, codes: ['C01'], tree: 'then' as const, provinceId: cast.province.id }
  const { rows } = await api.comparisons.compare(asked)
  return [
    await reasonOf(api.reports.get({ unitId: unit.id, period })),
    rows.find((row) => row.unitId === unit.id)?.figures.C01?.now?.num ?? null,
  ]
}
const closed = ['reports.none', null]

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
})
afterAll(() => cast.close())

describe('a commune that took a part of one that stands', () => {
  it('reads nothing that one files, not of before, not of after, nor of what came into it since', async () => {
    const [a, b, x] = cast.take(3)
    const officer = await officerOf(b)
    await file(cast.province, '2026-10', a, 70, 'accepted')
    await file(cast.province, '2026-10', x, 55, 'accepted')
    await applied(cast.admin, [split(a, a, 90), split(a, b, 10)], '2026-11-01', at('2026-11-01'))
    await file(cast.province, '2026-11', a, 777, 'submitted', at('2026-11-02'))
    await applied(cast.admin, [merge(x, a)], '2026-11-03', at('2026-11-03'))
    for (const [unit, period] of [
      [a, '2026-10'],
      [a, '2026-11'],
      [x, '2026-10'],
    ] as const)
      expect(await reads(officer, unit, period, '2026-11-04'), `${unit.id} ${period}`).toEqual(closed)
    expect(await reads(await officerOf(a), x, '2026-10', '2026-11-04')).toEqual(['done', 55])
    // What it took of the figures of before is in its own line all the same, as everybody else sees it.
    const months = {
      from: '2026-10',
      to: '2026-10',
      codes: ['C01'],
      tree: 'now' as const,
      provinceId: cast.province.id,
    }
    const line = async (who: TestActor) => {
      const api = as(who.identity, at('2026-11-04')).comparisons
      const { rows, peer } = await api.compare(months)
      const { lines } = await api.series({ code: 'C01', to: '2026-10', months: 2, unitIds: [b.id] })
      const { required, received, figures } = rows.find((row) => row.unitId === b.id) ?? {}
      const points = lines.find((each) => each.unitId === b.id)?.points.map((point) => point?.num ?? null)
      return { seen: { required, received, figure: figures?.C01?.now, points }, peer }
    }
    const [mine, theirs] = [await line(officer), await line(cast.admin)]
    expect(mine.seen).toEqual(theirs.seen)
    expect(mine.seen).toMatchObject({ received: 1, figure: { num: 7 }, points: [null, 7] })
    expect(mine.peer?.figures.C01?.now).toMatchObject({ n: 2, num: 125 })
  })

  it('nor when that one ends later in another, which then reads all of it', async () => {
    const [a, b, c] = cast.take(3)
    const [taker, heir] = [await officerOf(b), await officerOf(c)]
    await file(cast.province, '2026-10', a, 70, 'accepted')
    await applied(cast.admin, [split(a, a, 80), split(a, b, 20)], '2026-11-01', at('2026-11-01'))
    expect(await reads(heir, a, '2026-10', '2026-11-02')).toEqual(closed)
    const event = await applied(cast.admin, [merge(a, c)], '2026-11-05', at('2026-11-05'))
    expect(await reads(taker, a, '2026-10', '2026-11-06')).toEqual(closed)
    expect(await reads(heir, a, '2026-10', '2026-11-06')).toEqual(['done', 70])
    await takenBack(cast.admin, event, at('2026-11-07'))
    expect(await reads(heir, a, '2026-10', '2026-11-08')).toEqual(closed)
  })
})

describe('a commune whose predecessors had predecessors', () => {
  it('reads the whole line, each heir of one that was cut too, from the first minute of the day', async () => {
    const [a, b, c] = cast.take(3)
    const [d] = cast.take(1)
    await file(cast.province, '2026-09', a, 9, 'accepted')
    await file(cast.province, '2026-10', b, 10, 'accepted')
    await applied(cast.admin, [merge(a, b)], '2026-11-01', at('2026-11-01'))
    const midnight = new Date('2026-11-05T17:00:00Z')
    await applied(cast.admin, [split(b, c, 50), split(b, d, 50)], '2026-11-06', midnight)
    for (const heir of [c, d]) {
      const { identity } = await officerOf(heir)
      const api = as(identity, midnight)
      expect(await reasonOf(api.reports.get({ unitId: b.id, period: '2026-10' }))).toBe('done')
      expect(await reasonOf(api.reports.get({ unitId: a.id, period: '2026-09' }))).toBe('done')
    }
  })
})
