import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { once, reasonOf } from '@/db/testing/cast'
import { childrenOf, findUnit, makeActor, type TestActor } from '@/db/testing/factories'
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
  type Territory,
  takenBack,
  unitCalled,
} from '../../testing-territory'

/** Who answers for what ended units owed for the months before. */

const on = '2026-11-01'
const october = '2026-10'

let cast: Territory

const total = async () => {
  const [row] = await query<{ num: string }>(
    `select sum(submitted_num)::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
      where p.code = $1 and i.code = 'C01' and t.province_id = $2`,
    [october, cast.province.id],
  )
  return Number(row?.num ?? 0)
}
const stepOf = async (reportId: string) => {
  const [row] = await query<{ version: number }>(`select version from reports where id = $1`, [reportId])
  return { ...once(), reportId, version: row?.version ?? -1 }
}
const figures = { C01: 60, C02: 30, T1_01: 20, T2_01: 5, T3_01: 12, T4_01: 9, T5_01: 7 }
const typing = (unitId: number, seen: Record<string, number> = {}) => ({
  ...once(),
  ...{ unitId, period: october },
  cells: Object.entries(figures).map(([code, value]) => ({ code, seen: seen[code] ?? null, value })),
})

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
})
afterAll(() => cast.close())

describe('a unit that went wholly into another', () => {
  it('has its report of a month before corrected and sent by its heir; it counts where it did', async () => {
    const [a, b] = cast.take(2)
    const officer = await makeActor('commune_officer', b)
    const leader = await makeActor('commune_leader', b)
    const sent = await file(cast.province, october, a, 55, 'submitted')
    const counted = await total()
    await applied(cast.admin, [merge(a, b)], on, now)
    const may = async (who: TestActor) =>
      (await as(who.identity, hours(1)).reports.get({ unitId: a.id, period: october })).can
    expect(await may(cast.admin)).toMatchObject({ return: true, save: false })
    await as(cast.admin.identity, hours(1)).reports.return({ ...(await stepOf(sent)), reason: 'Sai số lớp' })
    expect((await total()) - counted).toBe(-55)
    // It stands with the heir's own months, under the name of the unit whose month it is.
    const owed = (await as(officer.identity, hours(2)).overview.own()).filter(({ unit }) => unit.id === a.id)
    expect(owed.map(({ unit, period, status }) => [unit.formerName, period.code, status])).toEqual(
      expect.arrayContaining([[a.fullName, october, 'returned']]),
    )
    const home = await as(officer.identity, hours(2)).overview.home({})
    expect(home.level === 'commune' && home.reports.some(({ unit }) => unit.id === a.id)).toBe(true)
    expect(await as(officer.identity, hours(2)).overview.waiting()).toBeGreaterThan(1)
    const saved = await as(officer.identity, hours(2)).reports.save(typing(a.id, { C01: 55, T1_01: 110 }))
    expect(saved.conflicts).toEqual([])
    const shown = await as(leader.identity, hours(3)).reports.get({ unitId: a.id, period: october })
    expect([shown.inPlace, shown.values.C01, shown.can.submit]).toEqual([true, 60, true])
    await as(leader.identity, hours(3)).reports.submit(await stepOf(sent))
    expect((await total()) - counted).toBe(5)
    const [row] = await query(`select unit_id, province_id, status, submission_no from reports where id = $1`, [sent])
    expect(row).toEqual({ unit_id: a.id, province_id: cast.province.id, status: 'submitted', submission_no: 2 })
  })

  it('and had not sent is sent by its heir through every step, and by nobody else', async () => {
    const [a, b, c] = cast.take(3)
    const officer = await makeActor('commune_officer', c)
    const stranger = await makeActor('commune_officer', cast.take(1)[0])
    await applied(cast.admin, [merge(a, b)], on, now)
    await applied(cast.admin, [merge(b, c)], '2026-11-02', hours(24))
    expect(await reasonOf(as(stranger.identity, hours(25)).reports.save(typing(a.id)))).toBe('reports.none')
    expect(await reasonOf(as(cast.admin.identity, hours(25)).reports.save(typing(a.id)))).toBe('reports.save')
    const { reportId } = await as(officer.identity, hours(25)).reports.save(typing(a.id))
    await as(officer.identity, hours(26)).reports.propose(await stepOf(reportId))
    await as(officer.identity, hours(27)).reports.withdraw(await stepOf(reportId))
    // The month of the day itself is the heir's own; of the former unit nobody files it.
    const november = { ...typing(a.id), period: '2026-11' }
    expect(await reasonOf(as(officer.identity, hours(27)).reports.save(november))).toBe('reports.none')
  })

  it('reads the paper that its heir sent its month by, also after the resolution is taken back', async () => {
    const [a, b] = cast.take(2)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const officer = as((await makeActor('commune_officer', b)).identity, hours(2))
    const content = Buffer.from('%PDF-1.7 Báo cáo').toString('base64')
    const { reportId, version } = await officer.reports.save(typing(a.id))
    const { fileId } = await officer.files.store({ ...once(), name: 'bao-cao.pdf', content })
    const other = await officer.files.store({ ...once(), name: 'khac.pdf', content })
    const paper = { signedNumber: '12/BC-UBND', signedOn: '2026-10-30', signedBy: 'Chủ tịch UBND', fileId }
    await officer.reports.submitSigned({ ...once(), reportId, version, ...paper })
    expect(await takenBack(cast.admin, event, hours(4))).toMatchObject({ state: 'undone', failure: null })
    const own = as((await makeActor('commune_officer', a)).identity, hours(5)).files
    expect((await own.get({ fileId })).content).toBe(content)
    expect(await reasonOf(own.get({ fileId: other.fileId }))).toBe('files.none')
    const stranger = as((await makeActor('commune_officer', cast.take(1)[0])).identity, hours(5)).files
    expect(await reasonOf(stranger.get({ fileId }))).toBe('files.none')
  })

  it('answers for itself again when the resolution is taken back', async () => {
    const [a, b] = cast.take(2)
    const officer = await makeActor('commune_officer', b)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    expect((await as(officer.identity, hours(1)).overview.own()).some(({ unit }) => unit.id === a.id)).toBe(true)
    expect(await takenBack(cast.admin, event, hours(2))).toMatchObject({ state: 'undone', failure: null })
    expect((await as(officer.identity, hours(3)).overview.own()).some(({ unit }) => unit.id === a.id)).toBe(false)
    expect(await reasonOf(as(officer.identity, hours(3)).reports.save(typing(a.id)))).toBe('reports.none')
  })
})

describe('a province that filed its own totals and went into another', () => {
  it('has them corrected and sent by its heir, and received by the ministry', async () => {
    const filing = await findUnit('province', 'An Giang')
    const sent = await file(filing, october, filing, 900, 'submitted')
    // One of its communes had sent too, before the province filed for all of them.
    const [commune] = await childrenOf(filing)
    if (!commune) throw new Error('no commune')
    await file(filing, october, commune, 7, 'submitted')
    await query(
      `insert into obligations (period_id, unit_id, path, province_id, due_at, base_due_at)
       select id, $1, $2, $3, commune_due_at, commune_due_at from periods where code = $4`,
      [commune.id, commune.path, filing.id, october],
    )
    await applied(
      cast.ministry,
      [
        {
          kind: 'open',
          ref: 'p',
          level: 'province',
          parent: { unitId: cast.nation.id },
          type: 'tinh',
          name: 'Bảy Núi',
          code: '97',
        },
        { kind: 'merge', unitId: filing.id, into: { ref: 'p' } },
      ],
      on,
      now,
    )
    const heir = await makeActor('province_admin', await unitCalled('Bảy Núi'))
    const leader = await makeActor('department_leader', await unitCalled('Bảy Núi'))
    await as(cast.ministry.identity, hours(1)).reports.return({ ...(await stepOf(sent)), reason: 'Sai tổng số lớp' })
    const saved = await as(heir.identity, hours(2)).reports.save(typing(filing.id, { C01: 900, T1_01: 1800 }))
    expect([saved.conflicts, saved.values.C01]).toEqual([[], 60])
    const shown = await as(heir.identity, hours(2)).reports.get({ unitId: filing.id, period: october })
    expect([shown.inPlace, shown.values.C01]).toEqual([true, 60])
    await as(leader.identity, hours(3)).reports.submit(await stepOf(sent))
    // What the communes of then had sent waits in the heir's list, and the heir receives it.
    const { rows } = await as(leader.identity, hours(3)).reports.queue({ period: october })
    expect(rows.map(({ unitId, can }) => [unitId, can.accept])).toEqual([[commune.id, true]])
    const [row] = await query(`select unit_id, province_id, status from reports where id = $1`, [sent])
    expect(row).toEqual({ unit_id: filing.id, province_id: filing.id, status: 'submitted' })
    // What the ministry receives does not wait for it.
    expect(await as(leader.identity, hours(3)).overview.waiting()).toBe(1)
    // It answers for what it took as for itself: neither time nor an exemption is its own to give.
    await query(
      `insert into obligations (period_id, unit_id, path, province_id, due_at, base_due_at)
       select p.id, u.id, u.path, u.id, p.department_due_at, p.department_due_at from periods p, units u where p.code = '2026-09' and u.id = $1`,
      [filing.id],
    )
    const owed = { period: '2026-09', unitIds: [filing.id], reason: 'Chưa kịp tổng hợp' }
    const me = as(leader.identity, hours(4)).reports
    expect((await me.extend({ ...once(), ...owed, dueOn: '2026-12-20' })).changed).toBe(0)
    expect((await me.exempt({ ...once(), ...owed, exempt: true })).changed).toBe(0)
  })
})

describe('a unit that was cut', () => {
  it('keeps what it has sent: nobody could send it again', async () => {
    const [a, b] = cast.take(2)
    const sent = await file(cast.province, october, a, 55, 'submitted')
    const accepted = await file(cast.province, '2026-09', a, 44, 'accepted')
    const counted = await total()
    await applied(
      cast.admin,
      [
        opening(cast.province, 'x', 'Xã Một Phần', '99009'),
        { kind: 'split', unitId: a.id, into: { ref: 'x' }, share: null },
        { kind: 'split', unitId: a.id, into: { unitId: b.id }, share: null },
      ],
      on,
      now,
    )
    const me = as(cast.admin.identity, hours(1)).reports
    const { can, final } = await me.get({ unitId: a.id, period: october })
    expect([can.accept, can.return, final]).toEqual([true, false, true])
    const row = (await me.queue({ period: october })).rows.find(({ unitId }) => unitId === a.id)
    expect(row?.can).toEqual({ accept: true, return: false })
    const reason = 'Sai số lớp'
    expect(await reasonOf(me.return({ ...(await stepOf(sent)), reason }))).toBe('reports.nobodySends')
    expect(await reasonOf(me.reopen({ ...(await stepOf(accepted)), reason }))).toBe('reports.nobodySends')
    const { requestId: _, ...step } = await stepOf(sent)
    const many = await me.returnMany({ ...once(), reports: [step], reason })
    expect(many).toEqual({ done: [], skipped: [{ reportId: sent, reason: 'reports.nobodySends' }] })
    expect(await total()).toBe(counted)
    const heir = await makeActor('commune_officer', await unitCalled('Xã Một Phần'))
    expect(await reasonOf(as(heir.identity, hours(2)).reports.save(typing(a.id)))).toBe('reports.save')
  })
})
