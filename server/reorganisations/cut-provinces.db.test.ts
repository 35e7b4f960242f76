import { afterAll, beforeAll, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  file,
  freshTerritory,
  hours,
  merge,
  query,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/**
 * Quảng Trị ends on 2/11: 60 % become a new province with most of its communes, 40 % go to Thanh Hóa with the others. The day
 * before, one commune had gone into another that stands, one into another of Thanh Hóa, and one was closed.
 */
let cast: Territory
let other: TestUnit
let [a, b, closed]: TestUnit[] = []
let made: TestUnit
let states: Record<string, string>[]

const ministry = () => as(cast.ministry.identity, hours(60))
const home = async (period: string, tree: 'now' | 'then') => {
  const found = await ministry().overview.home({ period, tree })
  if (found.level !== 'nation') throw new Error(found.level)
  return found
}

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  other = await findUnit('province', 'Thanh Hóa')
  ;[a, b, closed] = cast.take(3)
  await query(
    `insert into obligations (period_id, unit_id, path, province_id, state, due_at, base_due_at)
     select p.id, $1, $2, $1, 'required', p.commune_due_at, p.commune_due_at from periods p where code = '2026-09'`,
    [cast.province.id, cast.province.path],
  )
  await file(cast.province, '2026-09', cast.province, 1000, 'accepted')
  await file(cast.province, '2026-10', a as TestUnit, 100, 'submitted')
  await file(cast.province, '2026-10', b as TestUnit, 80, 'accepted')
  await applied(
    cast.admin,
    [merge(a as TestUnit, b as TestUnit), { kind: 'close', unitId: closed?.id ?? 0 }],
    '2026-11-01',
    hours(0),
  )
  states = [await state()]
  const stay = cast.communes.filter((each) => each.id !== a?.id && each.id !== closed?.id)
  const lines: Change[] = [
    {
      kind: 'open',
      ref: 'n',
      level: 'province',
      parent: { unitId: cast.nation.id },
      type: 'tinh',
      name: 'Tỉnh Mới',
      code: '99',
    },
    { kind: 'split', unitId: cast.province.id, into: { ref: 'n' }, share: 60_000_000 },
    { kind: 'split', unitId: cast.province.id, into: { unitId: other.id }, share: 40_000_000 },
    ...stay.map(
      (each, i): Change => ({
        ...{ kind: 'move', unitId: each.id },
        parent: i < 60 ? { ref: 'n' } : { unitId: other.id },
      }),
    ),
  ]
  const event = await applied(cast.ministry, lines, '2026-11-02', hours(24))
  const undone = await takenBack(cast.ministry, event, hours(25))
  expect(undone).toMatchObject({ state: 'undone', failure: null })
  states.push(await state())
  await applied(cast.ministry, lines, '2026-11-02', hours(26))
  made = await unitCalled('Tỉnh Mới')
})
afterAll(() => cast.close())

it('is taken back exactly, with what had ended', () => {
  expect(states[1]).toEqual(states[0])
})

it('what has been sent by a commune that had ended is received by whoever has its heir', async () => {
  const leader = as((await makeActor('department_leader', made)).identity, hours(60))
  const queue = await leader.reports.queue({ period: '2026-10' })
  const row = queue.rows.find((each) => each.unitId === a?.id)
  expect(row?.can.accept).toBe(true)
  expect(queue.rows).toHaveLength(61)
})

it('the country of the ministry is the same by either tree, each province as comparisons have it', async () => {
  for (const period of ['2026-09', '2026-10']) {
    const [today, then] = [await home(period, 'now'), await home(period, 'then')]
    expect(today.counts).toEqual(then.counts)
    const table = await ministry().comparisons.compare({ from: period, to: period, codes: ['C01'] })
    for (const row of table.rows) {
      const own = today.rows.find((each) => each.unitId === row.unitId)
      expect([row.unitId, own?.required]).toEqual([row.unitId, row.required - row.also.required])
    }
    expect(today.unplaced).toBeNull()
  }
})

it('the list of a province made of a part of another is what lies in it, by either tree', async () => {
  const queue = (tree: 'now' | 'then') => ministry().reports.queue({ provinceId: made.id, period: '2026-10', tree })
  const [today, then] = [await queue('now'), await queue('then')]
  // What was closed counts, as in comparisons, where the greater part of its province is.
  expect(today.rows).toHaveLength(62)
  expect(then.rows.map((each) => each.unitId)).toEqual(today.rows.map((each) => each.unitId))
  const row = (await home('2026-10', 'now')).rows.find((each) => each.unitId === made.id)
  expect(row?.required).toBe(62)
})

it('its communes of then are those that lie in it', async () => {
  const input = { from: '2026-10', to: '2026-10', codes: ['C01'], provinceId: made.id, tree: 'then' as const }
  const table = await ministry().comparisons.compare(input)
  expect(table.province?.ofThen).toMatchObject([{ id: cast.province.id, partly: true }])
  const queue = await ministry().reports.queue({ provinceId: made.id, period: '2026-10', tree: 'now' })
  const ids = (rows: { unitId: number }[]) => rows.map((each) => each.unitId).sort((x, y) => x - y)
  expect(ids(table.rows)).toEqual(ids(queue.rows.filter((each) => each.unitId !== closed?.id)))
  expect(table.rows.find((each) => each.unitId === a?.id)?.figures.C01?.now?.num).toBe(100)
})

it('what changed is told of the country for a unit that left nothing in any province', async () => {
  const { units } = ministry()
  const span = { from: '2026-10-01', to: '2026-11-10', kind: null, level: null, search: '', page: 1 }
  expect(await units.changes({ provinceId: closed?.id ?? 0, ...span })).toMatchObject({ province: null })
  expect((await units.changes({ provinceId: a?.id ?? 0, ...span })).province?.id).toBe(made.id)
  expect(await units.changeDays({ unitId: closed?.id ?? 0 })).toEqual(await units.changeDays({ unitId: null }))
})

it('what lies in no province that is known has a line of its own in the counts of the country', async () => {
  const edges = [made.id, other.id].map((successorId) => ({
    ...{ predecessorId: cast.province.id, successorId, effectiveOn: '2026-11-02', share: null },
  }))
  await ministry().units.confirmEdges({ ...once(), provinceId: made.id, edges })
  for (const period of ['2026-09', '2026-10']) {
    const [today, then] = [await home(period, 'now'), await home(period, 'then')]
    expect(today.counts).toEqual(then.counts)
    expect(then.unplaced).toBeNull()
  }
  expect((await home('2026-09', 'now')).unplaced).toMatchObject({ required: 2, received: 1 })
  expect((await home('2026-10', 'now')).unplaced).toMatchObject({ required: 1, received: 0 })
})
