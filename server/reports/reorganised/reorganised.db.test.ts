import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once } from '@/db/testing/cast'
import { makeActor, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  drafted,
  file,
  freshTerritory,
  hours,
  merge,
  now,
  opening,
  query,
  run,
  state,
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'
import type { Change } from '../../units/plan/rules'

/** The month that holds the day: who owes it, and what of the former units lies beside it. */

let cast: Territory
/** Two communes become a new one on the 1st. */
async function joined(a: TestUnit, b: TestUnit, name: string, code: string): Promise<TestUnit> {
  await applied(
    cast.admin,
    [
      opening(cast.province, 'y', name, code),
      ...[a, b].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'y' } })),
    ],
    '2026-11-01',
    now,
  )
  return unitCalled(name)
}
async function noted(unit: TestUnit, at: Date) {
  const officer = await makeActor('commune_officer', unit)
  return (await as(officer.identity, at).reports.get({ unitId: unit.id, period: '2026-11' })).noted
}

beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

describe('what a commune had begun before two resolutions of one month', () => {
  it('lies beside the month of whoever files it in the end', async () => {
    const [a, b, c] = cast.take(3)
    await file(cast.province, '2026-11', a, 7, 'draft')
    const between = await joined(a, b, 'Giữa Chừng', '99001')
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [hours(1)])
    const before = await state()
    const event = await applied(cast.admin, [merge(between, c)], '2026-11-03', hours(48))
    expect(await noted(c, hours(50))).toMatchObject({
      parts: [{ unitId: a.id, entire: true, values: { C01: 7, T1_01: 14 } }],
      former: 2,
    })
    expect(await takenBack(cast.admin, event, hours(51))).toMatchObject({ state: 'undone', failure: null })
    expect((await state()).report_parts).toEqual(before.report_parts)
  })

  it('counts only where the commune between has typed nothing itself', async () => {
    const [a, b, c] = cast.take(3)
    const report = await file(cast.province, '2026-11', a, 5, 'draft')
    await query(`update report_drafts set values = values || '{"C02": 3}' where report_id = $1`, [report])
    const between = await joined(a, b, 'Đã Cộng', '99002')
    await file(cast.province, '2026-11', between, 12, 'draft', hours(24))
    await applied(cast.admin, [merge(between, c)], '2026-11-03', hours(48))
    const found = await noted(c, hours(50))
    expect(Object.fromEntries((found?.parts ?? []).map((part) => [part.unitId, part.values]))).toEqual({
      [a.id]: { C02: 3 },
      [between.id]: { C01: 12, T1_01: 24 },
    })
  })

  it('is not held by what a commune that stood had sent before it came, only by what it types or sends since', async () => {
    const [a, b, c] = cast.take(3)
    await file(cast.province, '2026-11', a, 100, 'accepted', now, { C02: 3 })
    const own = await file(cast.province, '2026-11', b, 80, 'accepted', now, { C02: 2 })
    const officer = await makeActor('commune_officer', b)
    await applied(cast.admin, [merge(a, b)], '2026-11-01', now)
    const figures = async (at: Date) =>
      Object.fromEntries(((await noted(c, at))?.parts ?? []).map(({ unitId, values }) => [unitId, values]))
    const parts = { a: { C01: 100, T1_01: 200, C02: 3 }, b: { C01: 80, T1_01: 160, C02: 2 } }
    const untouched = await applied(cast.admin, [merge(b, c)], '2026-11-03', hours(48))
    expect(await figures(hours(49))).toEqual({ [a.id]: parts.a, [b.id]: parts.b })
    await takenBack(cast.admin, untouched, hours(50))
    // One figure holds both by now, the other not yet.
    const cells = [{ code: 'C01', seen: 80, value: 180 }]
    await as(officer.identity, hours(51)).reports.save({ ...once(), unitId: b.id, period: '2026-11', cells })
    const typed = await applied(cast.admin, [merge(b, c)], '2026-11-03', hours(52))
    const since = await figures(hours(53))
    expect(since[a.id]).toEqual({ T1_01: 200, C02: 3 })
    expect(since[b.id]).toMatchObject({ ...parts.b, C01: 180 })
    await takenBack(cast.admin, typed, hours(54))
    await query(`update reports set status = 'submitted', submitted_at = $2 where id = $1`, [own, hours(55)])
    await applied(cast.admin, [merge(b, c)], '2026-11-03', hours(56))
    const sent = await figures(hours(57))
    expect(sent[a.id]).toEqual({})
    expect(sent[b.id]).toMatchObject({ ...parts.b, C01: 180 })
  })

  it('is held by what a commune that stood had sent, where a person has said so', async () => {
    const [a, b, c] = cast.take(3)
    const reports = [
      await file(cast.province, '2026-10', a, 100, 'accepted'),
      await file(cast.province, '2026-10', b, 180, 'accepted'),
    ]
    for (const [change, day, decisions] of [
      [merge(a, b), '2026-10-01', ['note', 'stand']],
      [merge(b, c), '2026-10-05', [null, 'note']],
    ] as const) {
      let draft = await drafted(cast.admin, [change], day, now)
      const me = as(cast.admin.identity, now).reorganisations
      for (const [i, decision] of decisions.entries())
        if (decision) draft = await me.decide({ ...once(), ...draft, reportIds: [reports[i] ?? ''], decision })
      await me.schedule({ ...once(), ...draft })
      await run(now)
    }
    const officer = await makeActor('commune_officer', c)
    const found = (await as(officer.identity, hours(1)).reports.get({ unitId: c.id, period: '2026-10' })).noted
    expect(Object.fromEntries((found?.parts ?? []).map((part) => [part.unitId, part.values]))).toEqual({
      [a.id]: {},
      [b.id]: { C01: 180, T1_01: 360 },
    })
  })
})

it('the dry run counts the commune that stands among those that owe the month after a merger into it', async () => {
  const [a, b] = cast.take(2)
  const event = await drafted(cast.admin, [merge(a, b)], '2026-11-01', now)
  const { parts } = await as(cast.admin.identity, now).reorganisations.foresee({ id: event.id })
  const month = parts
    .find((each) => each.noun === 'obligations')
    ?.foreseen.find((each) => each.params.period === '2026-11')
  expect(month?.params).toMatchObject({ before: 2, after: 1 })
})
