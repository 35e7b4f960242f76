import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { txOf } from '@/db/seed/transaction'
import { once } from '@/db/testing/cast'
import { findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import {
  applied,
  as,
  file,
  freshTerritory,
  hours,
  merge,
  now,
  opening,
  query,
  state,
  type Territory,
  takenBack,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** What stands on a resolution though no row of it has changed: months sent since, units reorganised in turn, codes taken. */

const on = '2026-11-01'
const system = () => process.env.SYSTEM_URL ?? ''

let cast: Territory
let other: TestUnit
const counted = async (period: string) =>
  Object.fromEntries(
    (
      await query<{ id: number; num: string }>(
        `select t.province_id as id, t.submitted_num::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
          where p.code = $1 and i.code = 'C01' and t.submitted_num <> 0`,
        [period],
      )
    ).map(({ id, num }) => [id, Number(num)]),
  )
const opens = (period: ReturnType<typeof monthPeriod>) =>
  lookAt(system(), async (client) => openPeriod(txOf(client), period, instantAt(period.startsOn)))
const refused = (what: string, table: string, count = 1) => ({
  state: 'applied',
  failure: { reason: 'dependents', dependents: [{ what, table, count }] },
})

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  other = await findUnit('province', 'Thanh Hóa')
  await query(`update province_settings set reporting_from = '2026-08-15' where unit_id = $1`, [other.id])
})
afterAll(() => cast.close())

describe('a merger into a commune that stands', () => {
  it('stays once that has sent a month with the part in it', async () => {
    const [a, b] = cast.take(2)
    const start = (await counted('2026-11'))[cast.province.id] ?? 0
    await file(cast.province, '2026-11', a, 100, 'submitted')
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const sent = await file(cast.province, '2026-11', b, 180, 'submitted', hours(5))
    expect(await takenBack(cast.admin, event, hours(6))).toMatchObject(refused('filed', 'reports'))
    expect((await counted('2026-11'))[cast.province.id]).toBe(start + 180)
    // Withdrawn or not: it had been sent.
    await query(`update reports set status = 'returned' where id = $1`, [sent])
    expect(await takenBack(cast.admin, event, hours(7))).toMatchObject(refused('filed', 'reports'))
  })

  it('is taken back when only months that ended before its day have been sent since', async () => {
    const [a, b] = cast.take(2)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    await file(cast.province, '2026-10', b, 80, 'submitted', hours(5))
    expect(await takenBack(cast.admin, event, hours(6))).toMatchObject({ state: 'undone', failure: null })
  })

  it('stays while that one has been cut or merged in turn', async () => {
    const [a, b, c, d] = cast.take(4)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const cut = await applied(
      cast.admin,
      [c, d].map((to): Change => ({ kind: 'split', unitId: b.id, into: { unitId: to.id }, share: 50_000_000 })),
      '2026-11-02',
      hours(24),
    )
    expect(await takenBack(cast.admin, event, hours(26))).toMatchObject(refused('ended', 'units'))
    // The last one first.
    expect(await takenBack(cast.admin, cut, hours(27))).toMatchObject({ state: 'undone', failure: null })
    expect(await takenBack(cast.admin, event, hours(28))).toMatchObject({ state: 'undone', failure: null })
  })

  it('stays while another part has come into the month that it gave back', async () => {
    const [a, b, c] = cast.take(3)
    const start = (await counted('2026-11'))[cast.province.id] ?? 0
    for (const [unit, figure] of [
      [a, 100],
      [b, 80],
      [c, 60],
    ] as const)
      await file(cast.province, '2026-11', unit, figure, 'accepted')
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const later = await applied(cast.admin, [merge(c, b)], '2026-11-02', hours(24))
    expect(await takenBack(cast.admin, event, hours(25))).toMatchObject(refused('ended', 'units'))
    // The last one first.
    expect(await takenBack(cast.admin, later, hours(26))).toMatchObject({ state: 'undone', failure: null })
    expect(await takenBack(cast.admin, event, hours(27))).toMatchObject({ state: 'undone', failure: null })
    expect((await counted('2026-11'))[cast.province.id]).toBe(start + 240)
  })

  it('is taken back when the other part had come first, or came after the month', async () => {
    const [a, b, c, d] = cast.take(4)
    await file(cast.province, '2026-11', b, 80, 'accepted')
    await applied(cast.admin, [merge(a, b)], on, now)
    const event = await applied(cast.admin, [merge(c, b)], '2026-11-02', hours(24))
    await applied(cast.admin, [merge(d, b)], '2026-11-20', hours(456))
    expect(await takenBack(cast.admin, event, hours(460))).toMatchObject({ state: 'undone', failure: null })
  })

  it('stays while the draft of the month that it gave back holds anything else than was filed', async () => {
    const [a, b] = cast.take(2)
    await file(cast.province, '2026-11', a, 100, 'accepted')
    const own = await file(cast.province, '2026-11', b, 80, 'accepted')
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const officer = await makeActor('commune_officer', b)
    const { conflicts } = await as(officer.identity, hours(2)).reports.save({
      ...{ ...once(), unitId: b.id, period: '2026-11', cells: [{ code: 'C01', seen: 80, value: 180 }] },
    })
    expect(conflicts).toEqual([])
    expect(await takenBack(cast.admin, event, hours(3))).toMatchObject(refused('changed', 'report_drafts'))
    await query(`update report_drafts d set values = r.values from reports r where r.id = d.report_id and r.id = $1`, [
      own,
    ])
    expect(await takenBack(cast.admin, event, hours(4))).toMatchObject({ state: 'undone', failure: null })
  })

  it('stays while its part’s code is another’s', async () => {
    const [a, b, c] = cast.take(3)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const recoded = await applied(
      cast.admin,
      [{ kind: 'recode', unitId: c.id, code: a.code ?? '' }],
      '2026-11-02',
      hours(24),
    )
    expect(await takenBack(cast.admin, event, hours(26))).toMatchObject(refused('taken', 'units'))
    expect(await takenBack(cast.admin, recoded, hours(27))).toMatchObject({ state: 'undone', failure: null })
    expect(await takenBack(cast.admin, event, hours(28))).toMatchObject({ state: 'undone', failure: null })
  })
})

describe('a commune of which a part was taken', () => {
  it('keeps its resolution once it has sent a month without that part', async () => {
    const [a] = cast.take(1)
    const event = await applied(
      cast.admin,
      [
        opening(cast.province, 'x', 'Phần Tách', '99001'),
        { kind: 'split', unitId: a.id, into: { unitId: a.id }, share: null },
        { kind: 'split', unitId: a.id, into: { ref: 'x' }, share: null },
      ],
      on,
      now,
    )
    await file(cast.province, '2026-11', a, 44, 'submitted', hours(5))
    expect(await takenBack(cast.admin, event, hours(6))).toMatchObject(refused('filed', 'reports'))
  })
})

describe('a commune that has moved to another province', () => {
  const move = (unit: TestUnit): Change => ({ kind: 'move', unitId: unit.id, parent: { unitId: other.id } })
  const filedThere = async (unit: TestUnit, status: 'draft' | 'submitted') => {
    const [place] = await query<{ path: string }>(`select path from units where id = $1`, [unit.id])
    return file(other, '2026-11', { id: unit.id, path: place?.path ?? '' }, 9, status, hours(5))
  }

  it('stays there once it has sent a month there', async () => {
    const [a] = cast.take(1)
    const event = await applied(cast.ministry, [move(a)], on, now)
    await filedThere(a, 'submitted')
    expect(await takenBack(cast.ministry, event, hours(6))).toMatchObject(refused('filed', 'reports'))
    expect((await counted('2026-11'))[other.id]).toBe(9)
  })

  it('comes back with what it had begun, and owes the months opened since to its province', async () => {
    const [a] = cast.take(1)
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
    const event = await applied(cast.ministry, [move(a)], on, now)
    const begun = await filedThere(a, 'draft')
    await opens(monthPeriod(2026, 12))
    expect(await takenBack(cast.ministry, event, hours(400))).toMatchObject({ state: 'undone', failure: null })
    const lies = await query<{ id: number; code: string }>(
      `select o.province_id as id, p.code from obligations o join periods p on p.id = o.period_id
        where o.unit_id = $1 and starts_with(o.path, $2) order by p.code`,
      [a.id, cast.province.path],
    )
    expect(lies).toEqual(['2026-09', '2026-10', '2026-11', '2026-12'].map((code) => ({ id: cast.province.id, code })))
    expect(await query(`select province_id as id from reports where id = $1`, [begun])).toEqual([
      { id: cast.province.id },
    ])
    const before = await state()
    const again = await applied(cast.ministry, [move(a)], '2026-11-18', hours(410))
    expect(await takenBack(cast.ministry, again, hours(411))).toMatchObject({ state: 'undone', failure: null })
    expect((await state()).obligations).toEqual(before.obligations)
  })
  it('stays there once its new province has given it more time', async () => {
    const [a] = cast.take(1)
    const event = await applied(cast.ministry, [move(a)], '2026-11-19', hours(440))
    await opens(monthPeriod(2027, 1))
    await query(
      `update obligations o set due_at = due_at + interval '1 day', extension_reason = 'Bão' from periods p
        where p.id = o.period_id and p.code = '2027-01' and o.unit_id = $1`,
      [a.id],
    )
    expect(await takenBack(cast.ministry, event, hours(1200))).toMatchObject(refused('changed', 'obligations'))
  })
})
