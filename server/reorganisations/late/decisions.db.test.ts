import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import {
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

/** A resolution entered late asks a person about each report filed since its day. */

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
})
afterAll(() => cast.close())

describe('a resolution entered late', () => {
  it('asks what becomes of each report filed since, and counts none of them beside the heir’s', async () => {
    const [a, b] = cast.take(2)
    const report = await file(cast.province, '2026-10', a, 10, 'accepted')
    const second = await file(cast.province, '2026-10', b, 20, 'submitted')
    await file(cast.province, '2026-09', a, 1, 'accepted')
    const october = async () => {
      const [row] = await query<{ num: string }>(
        `select sum(submitted_num)::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
          where p.code = '2026-10' and i.code = 'C01' and t.province_id = $1`,
        [cast.province.id],
      )
      return Number(row?.num ?? 0)
    }
    const counted = await october()
    const before = await state()
    // In force since the 1st of October, entered on the 1st of November: the month of October holds the day.
    const event = await drafted(
      cast.admin,
      [
        opening(cast.province, 'x', 'Nhập Muộn', a.code),
        ...[a, b].map((unit): Change => ({ kind: 'merge', unitId: unit.id, into: { ref: 'x' } })),
      ],
      '2026-10-01',
      now,
    )
    const me = as(cast.admin.identity, now).reorganisations
    const { reports, can } = await me.late({ id: event.id })
    expect(can.decide).toBe(true)
    expect(reports.map((each) => [each.reportId, each.period, each.decision])).toEqual(
      [report, second]
        .map((id) => [id, '2026-10', null])
        .sort(
          (x, y) =>
            reports.findIndex((each) => each.reportId === x[0]) - reports.findIndex((each) => each.reportId === y[0]),
        ),
    )
    expect(await reasonOf(me.schedule({ ...once(), ...event }))).toBe('reorganisations.undecided')
    expect(await reasonOf(me.decide({ ...once(), ...event, reportIds: [crypto.randomUUID()], decision: 'note' }))).toBe(
      'reorganisations.notLate',
    )
    const noted = await me.decide({ ...once(), ...event, reportIds: [report], decision: 'note' })
    const decided = await me.decide({ ...once(), ...noted, reportIds: [second], decision: 'return' })
    await me.schedule({ ...once(), ...decided })
    await run(now)
    expect((await me.get({ id: event.id })).state).toBe('applied')
    const heir = await unitCalled('Nhập Muộn')
    const status = await query<{ unit_id: number; status: string }>(
      `select unit_id, status from reports where id = any ($1) order by unit_id`,
      [[report, second]],
    )
    expect(Object.fromEntries(status.map((each) => [each.unit_id, each.status]))).toEqual({
      [a.id]: 'noted',
      [b.id]: 'returned',
    })
    // The part that was given back is no note beside the heir's report.
    expect(await query(`select from_id, entire from report_parts where unit_id = $1`, [heir.id])).toEqual([
      { from_id: a.id, entire: true },
    ])
    // The heir owes October, as if it had been opened today; September stays with those who filed it.
    const owed = await query<{ code: string; due: Date; extension_reason: string | null }>(
      `select p.code, o.due_at as due, o.extension_reason from obligations o join periods p on p.id = o.period_id where o.unit_id = $1 order by 1`,
      [heir.id],
    )
    expect(owed.map((each) => [each.code, each.extension_reason])).toEqual([
      ['2026-10', 'reorganised'],
      ['2026-11', null],
    ])
    expect(owed[0]?.due.getTime()).toBeGreaterThan(now.getTime())
    expect((await october()) - counted).toBe(-30)
    expect(await takenBack(cast.admin, event.id, hours(1))).toMatchObject({ state: 'undone', failure: null })
    expect(await state()).toEqual(before)
  })
})

describe('a decision holds for what was looked at', () => {
  const total = async () => {
    const [row] = await query<{ num: string }>(
      `select sum(submitted_num)::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
        where p.code = '2026-10' and i.code = 'C01' and t.province_id = $1`,
      [cast.province.id],
    )
    return Number(row?.num ?? 0)
  }
  /** A goes into B, both have filed the month, B with A in it as is said; another commune stands by with 60. */
  async function decidedOn(month = '2026-10', on = '2026-10-01') {
    const [a, b, c] = cast.take(3)
    const counted = await total()
    const reports = {
      a: await file(cast.province, month, a, 100, 'accepted'),
      b: await file(cast.province, month, b, 180, 'submitted'),
      c: await file(cast.province, month, c, 60, 'accepted'),
    }
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    const me = as(cast.admin.identity, now).reorganisations
    const noted = await me.decide({ ...once(), ...event, reportIds: [reports.a], decision: 'note' })
    const draft = await me.decide({ ...once(), ...noted, reportIds: [reports.b], decision: 'stand' })
    const decisions = async () =>
      Object.fromEntries((await me.late({ id: event.id })).reports.map((each) => [each.unitId, each.decision]))
    expect(await decisions()).toEqual({ [a.id]: 'note', [b.id]: 'stand' })
    return { a, b, c, reports, draft, me, decisions, counted }
  }
  const sendAnew = async (reportId: string, figure: number, at: Date) => {
    await query(`update reports set status = 'returned', returned_at = $2 where id = $1`, [reportId, at])
    await query(`update report_drafts set values = values || jsonb_build_object('C01', $2::int) where report_id = $1`, [
      reportId,
      figure,
    ])
    await query(`update reports set status = 'submitted', submitted_at = $2 where id = $1`, [reportId, at])
  }

  it('and is asked for again when another unit goes into the heir', async () => {
    const { a, b, c, reports, draft, me, decisions, counted } = await decidedOn()
    const more = await me.addChanges({ ...once(), ...draft, changes: [merge(c, b)] })
    const ready = await me.decide({ ...once(), ...more, reportIds: [reports.c], decision: 'note' })
    expect(await decisions()).toEqual({ [a.id]: 'note', [b.id]: null, [c.id]: 'note' })
    expect(await reasonOf(me.schedule({ ...once(), ...ready }))).toBe('reorganisations.undecided')
    const opened = await me.decide({ ...once(), ...ready, reportIds: [reports.b], decision: 'return' })
    await me.schedule({ ...once(), ...opened })
    await run(now)
    expect((await total()) - counted).toBe(0)
    expect(await query(`select status from reports where id = $1`, [reports.b])).toEqual([{ status: 'returned' }])
  })

  it('and is asked for again when the one that was to take ends, and the other takes', async () => {
    const { a, b, draft, me, decisions } = await decidedOn()
    const none = await me.removeChanges({ ...once(), ...draft, lines: [0] })
    const turned = await me.addChanges({ ...once(), ...none, changes: [merge(b, a)] })
    expect(await decisions()).toEqual({ [a.id]: null, [b.id]: null })
    expect(await reasonOf(me.schedule({ ...once(), ...turned }))).toBe('reorganisations.undecided')
  })

  it('and is asked for again when the report was sent anew, also between the order and the job', async () => {
    const { a, b, reports, draft, me, decisions, counted } = await decidedOn()
    await sendAnew(reports.b, 80, hours(1))
    expect(await decisions()).toEqual({ [a.id]: 'note', [b.id]: null })
    expect(await reasonOf(me.schedule({ ...once(), ...draft }))).toBe('reorganisations.undecided')
    const stands = await me.decide({ ...once(), ...draft, reportIds: [reports.b], decision: 'stand' })
    await me.schedule({ ...once(), ...stands })
    await sendAnew(reports.b, 90, hours(2))
    await run(hours(2))
    expect(await me.get({ id: draft.id })).toMatchObject({
      state: 'draft',
      failure: { reason: 'undecided', count: 1 },
    })
    expect((await total()) - counted).toBe(100 + 90 + 60)
  })

  it('and is not carried out when the day is put off until nothing is late', async () => {
    const { b, reports, draft, me } = await decidedOn('2026-11', '2026-10-20')
    const { resolutionNumber, issuer } = await me.get({ id: draft.id })
    const later = await me.update({ ...once(), ...draft, resolutionNumber, issuer, effectiveOn: '2026-11-02' })
    await me.schedule({ ...once(), ...later })
    await run(hours(24))
    expect((await me.get({ id: draft.id })).state).toBe('applied')
    expect(await query(`select unit_id, status from reports where id = $1`, [reports.b])).toEqual([
      { unit_id: b.id, status: 'returned' },
    ])
  })
})
