import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { makeUnit, type TestUnit } from '@/db/testing/factories'
import {
  applied,
  as,
  drafted,
  file,
  freshTerritory,
  hours,
  merge,
  now,
  query,
  run,
  state,
  type Territory,
  takenBack,
} from '../../testing-territory'

/** What a resolution entered late reaches back into. */

let cast: Territory

const total = async (period: string) => {
  const [row] = await query<{ num: string }>(
    `select sum(submitted_num)::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
      where p.code = $1 and i.code = 'C01' and t.province_id = $2`,
    [period, cast.province.id],
  )
  return Number(row?.num ?? 0)
}

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
})
afterAll(() => cast.close())

describe('what was closed since the day', () => {
  it('follows into the heir up to its end, and all of it can be taken back', async () => {
    const [a, b] = cast.take(2)
    const [village, team] = [await makeUnit(a, 'village', 'Thôn Đã Đóng'), await makeUnit(a, 'team', 'Tổ Đã Đóng')]
    await query(
      `insert into teams (unit_id, path, commune_id, level, state, founded_on, dissolved_on)
       values ($1, $2, $3, 'village', 'dissolved', '2025-07-02', '2026-10-20')`,
      [team.id, team.path, a.id],
    )
    const ids = [village.id, team.id]
    await query(`update unit_versions set valid_to = '2026-10-20' where unit_id = any ($1)`, [ids])
    const before = await state()
    const event = await applied(cast.admin, [merge(a, b)], '2026-10-01', now)
    const spans = await query(
      `select parent_id, valid_from::text as since, valid_to::text as until from unit_versions where unit_id = any ($1) order by unit_id, valid_from`,
      [ids],
    )
    const span = [
      { parent_id: a.id, since: '2025-07-01', until: '2026-10-01' },
      { parent_id: b.id, since: '2026-10-01', until: '2026-10-20' },
    ]
    expect(spans).toEqual([...span, ...span])
    expect(await query(`select path from units where id = $1`, [village.id])).toEqual([
      { path: `${b.path}${String(village.id).padStart(7, '0')}.` },
    ])
    expect(await takenBack(cast.admin, event, hours(1))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })
})

describe('a standing unit that takes a part', () => {
  it('and has sent the month is asked for: it stands with the part in it, or is opened again with the part beside it', async () => {
    const [a, b, c, d] = cast.take(4) as [TestUnit, TestUnit, TestUnit, TestUnit]
    const ids = [
      await file(cast.province, '2026-10', a, 100, 'accepted'),
      await file(cast.province, '2026-10', b, 180, 'accepted'),
      await file(cast.province, '2026-10', c, 30, 'accepted'),
      await file(cast.province, '2026-10', d, 50, 'accepted'),
    ]
    const counted = await total('2026-10')
    const before = await state()
    const event = await drafted(cast.admin, [merge(a, b), merge(c, d)], '2026-10-01', now)
    const me = as(cast.admin.identity, now).reorganisations
    const foreseen = (await me.foresee({ id: event.id })).parts.find(({ noun }) => noun === 'reports')?.foreseen ?? []
    expect(foreseen.find(({ key }) => key === 'heirsDecided')?.rows.map((row) => row.unitId)).toEqual(
      [b.id, d.id].sort((x, y) => x - y),
    )
    const { reports } = await me.late({ id: event.id })
    expect(Object.fromEntries(reports.map((each) => [each.unitId, each.decisions]))).toEqual({
      [a.id]: ['note', 'return'],
      [b.id]: ['stand', 'return'],
      [c.id]: ['note', 'return'],
      [d.id]: ['stand', 'return'],
    })
    const decide = (at: { id: string; version: number }, unitIds: number[], decision: 'note' | 'stand' | 'return') =>
      me.decide({
        ...once(),
        ...at,
        reportIds: reports.filter((each) => unitIds.includes(each.unitId)).map((each) => each.reportId),
        decision,
      })
    expect(await reasonOf(decide(event, [b.id], 'note'))).toBe('reorganisations.otherDecision')
    expect(await reasonOf(decide(event, [a.id], 'stand'))).toBe('reorganisations.otherDecision')
    const noted = await decide(event, [a.id, c.id], 'note')
    expect(await reasonOf(me.schedule({ ...once(), ...noted }))).toBe('reorganisations.undecided')
    const stands = await decide(noted, [b.id], 'stand')
    await me.schedule({ ...once(), ...(await decide(stands, [d.id], 'return')) })
    await run(now)
    expect((await me.get({ id: event.id })).state).toBe('applied')
    const rows = await query<{ unit_id: number; status: string; due: Date | null }>(
      `select unit_id, status, resend_due_at as due from reports where id = any ($1)`,
      [ids],
    )
    expect(Object.fromEntries(rows.map((each) => [each.unit_id, each.status]))).toEqual({
      ...{ [a.id]: 'noted', [b.id]: 'accepted', [c.id]: 'noted', [d.id]: 'returned' },
    })
    expect(rows.find((each) => each.unit_id === d.id)?.due?.getTime()).toBeGreaterThan(now.getTime())
    expect((await total('2026-10')) - counted).toBe(-100 - 30 - 50)
    expect(await query(`select from_id from report_parts where unit_id = $1`, [d.id])).toEqual([{ from_id: c.id }])
    expect(await takenBack(cast.admin, event.id, hours(1))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })

  it('and has not sent a month whose time is over gets time for it, as a new unit does', async () => {
    const [a, b] = cast.take(2)
    await file(cast.province, '2026-09', a, 100, 'accepted')
    await query(`update periods set state = 'closed' where code = '2026-09'`)
    const event = await drafted(cast.admin, [merge(a, b)], '2026-09-01', now)
    const me = as(cast.admin.identity, now).reorganisations
    const { reports } = await me.late({ id: event.id })
    const ready = await me.decide({
      ...once(),
      ...event,
      reportIds: reports.map((each) => each.reportId),
      decision: 'note',
    })
    await me.schedule({ ...once(), ...ready })
    await run(now)
    const [owed] = await query<{ due: Date; extension_reason: string | null }>(
      `select due_at as due, extension_reason from obligations o join periods p on p.id = o.period_id where o.unit_id = $1 and p.code = '2026-09'`,
      [b.id],
    )
    expect(owed?.extension_reason).toBe('reorganised')
    expect(owed?.due.getTime()).toBeGreaterThan(now.getTime())
    await query(`update periods set state = 'open' where code = '2026-09'`)
  })

  it('has its month opened again when the resolution takes effect in the midst of it', async () => {
    const [a, b] = cast.take(2)
    await file(cast.province, '2026-11', a, 100, 'submitted')
    const sent = await file(cast.province, '2026-11', b, 80, 'submitted')
    const counted = await total('2026-11')
    const draft = await drafted(cast.admin, [merge(a, b)], '2026-11-02', now)
    const { parts } = await as(cast.admin.identity, now).reorganisations.foresee({ id: draft.id })
    const said = parts.find(({ noun }) => noun === 'reports')?.foreseen
    expect(said?.find(({ key }) => key === 'heirs')?.total).toBe(1)
    expect(said?.find(({ key }) => key === 'totals')?.params.count).toBe(2)
    await as(cast.admin.identity, now).reorganisations.delete({ ...once(), ...draft })
    await applied(cast.admin, [merge(a, b)], '2026-11-02', hours(24))
    expect(await query(`select status from reports where id = $1`, [sent])).toEqual([{ status: 'returned' }])
    expect((await total('2026-11')) - counted).toBe(-180)
  })
})
