import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { once, reasonOf } from '@/db/testing/cast'
import { stateOf } from '@/db/testing/checksum'
import { childrenOf, findUnit, makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { instantAt } from '../calendar/rules'
import {
  applied,
  as,
  drafted,
  file,
  freshTerritory,
  opening,
  query,
  run,
  type Territory,
  takenBack,
  unitCalled,
} from '../testing-territory'
import type { Change } from '../units/plan/rules'

/** What goes otherwise than the simple merger: cuts, late entries, other people's work, locks, crashes, lost rights. */

const on = '2026-11-01'
const now = new Date('2026-11-01T01:00:00Z')
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
const system = () => process.env.SYSTEM_URL ?? ''

let cast: Territory
let free: TestUnit[]
/** Communes that no other test has touched. */
const take = (n: number) => free.splice(0, n) as [TestUnit, TestUnit, TestUnit, ...TestUnit[]]
const merge = (unit: TestUnit, into: TestUnit): Change => ({
  kind: 'merge',
  unitId: unit.id,
  into: { unitId: into.id },
})

beforeAll(async () => {
  cast = await freshTerritory([9, 10, 11])
  free = [...cast.communes]
})
afterAll(() => cast.close())

describe('a commune that is cut', () => {
  it('leaves villages, teams and posts waiting for the province, which places them, and all of it can be taken back', async () => {
    const [cut, one, two] = take(3)
    const village = await makeUnit(cut, 'village', 'Thôn Chờ')
    const team = await makeUnit(cut, 'team', 'Tổ Chờ')
    await query(
      `insert into teams (unit_id, path, commune_id, level, founded_on) values ($1, $2, $3, 'village', '2025-07-02')`,
      [team.id, team.path, cut.id],
    )
    await query(
      `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) values ($1, $1, $2, $3, '2025-07-02')`,
      [team.id, team.path, village.id],
    )
    const officer = await makeActor('commune_officer', cut)
    const leader = await makeActor('team_leader', team)
    await file(cast.province, '2026-10', cut, 100, 'accepted')
    const before = await stateOf(system())
    const event = await applied(
      cast.admin,
      [one, two].map((to): Change => ({ kind: 'split', unitId: cut.id, into: { unitId: to.id }, share: null })),
      on,
      now,
    )
    expect(await reasonOf(as(officer.identity, hours(1)).people.me())).toBe('UNAUTHORIZED')
    const { waits, can } = await as(cast.admin.identity, hours(1)).reorganisations.waits({ reorganisationId: event })
    expect(can.place).toBe(true)
    expect(waits.map((each) => [each.kind, each.candidates.map((c) => c.id), each.placed])).toEqual(
      ['post', 'team', 'village'].map((kind) => [kind, [one.id, two.id], null]),
    )
    const placing = (kind: string, unitId: number, who = cast.admin) => {
      const waitId = waits.find((each) => each.kind === kind)?.id ?? ''
      return as(who.identity, hours(1)).reorganisations.place({ ...once(), waitId, unitId })
    }
    expect(await reasonOf(placing('village', cast.abroad.id))).toBe('reorganisations.noCandidate')
    expect(await reasonOf(placing('village', one.id, cast.otherAdmin))).toBe('reorganisations.noWait')
    await placing('village', one.id)
    await placing('team', one.id)
    await placing('post', two.id)
    expect(await reasonOf(placing('village', two.id))).toBe('reorganisations.placed')
    const teams = await as(cast.admin.identity, hours(2)).teams.list({ communeId: one.id })
    expect(teams?.teams.find((each) => each.id === team.id)?.villages).toMatchObject([
      { id: village.id, standing: true },
    ])
    // The village lies in its new commune from the very day: there was no gap.
    const versions = await query<{ from: string; to: string | null }>(
      `select valid_from::text as "from", valid_to::text as "to" from unit_versions where unit_id = $1 order by valid_from`,
      [village.id],
    )
    expect(versions.map((each) => [each.from, each.to])).toEqual([
      ['2025-07-01', on],
      [on, null],
    ])
    // He leads his team all the while; it lies elsewhere now.
    expect((await as(leader.identity, hours(2)).people.me()).unit.id).toBe(team.id)
    const [post] = await query<{ id: string }>(
      `select id from assignments where person_id = $1 and unit_id = $2 and valid_to is null`,
      [officer.personId, two.id],
    )
    const identity = { ...officer.identity, assignmentId: post?.id ?? '' }
    expect((await as(identity, hours(2)).reports.get({ unitId: cut.id, period: '2026-10' })).values.C01).toBe(100)
    expect(await takenBack(cast.admin, event, hours(3))).toMatchObject({ state: 'undone', failure: null })
    expect(await stateOf(system())).toEqual(before)
  })
})

describe('a resolution entered late', () => {
  it('asks what becomes of each report filed since, and counts none of them beside the heir’s', async () => {
    const [a, b] = take(2)
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
    const before = await stateOf(system())
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
    expect(await stateOf(system())).toEqual(before)
  })
})

describe('what stands on a resolution', () => {
  it('keeps it from being taken back and is named; another resolution too', async () => {
    const [a, b, c] = take(3)
    const event = await applied(cast.admin, [merge(a, b)], on, now)
    const later = await applied(
      cast.admin,
      [{ kind: 'rename', unitId: b.id, name: 'Tên Khác' }],
      '2026-11-02',
      hours(30),
    )
    const free = await applied(cast.admin, [{ kind: 'rename', unitId: c.id, name: 'Tên Nữa' }], '2026-11-02', hours(30))
    expect(await takenBack(cast.admin, free, hours(31))).toMatchObject({ state: 'undone' })
    // The merger only added an edge to b; renaming b does not stand on it, work at a new unit does.
    expect(await takenBack(cast.admin, event, hours(32))).toMatchObject({ state: 'undone', failure: null })
    expect(await takenBack(cast.admin, later, hours(33))).toMatchObject({ state: 'undone', failure: null })

    const opened = await applied(
      cast.admin,
      [opening(cast.province, 'x', 'Có Việc', c.code), { kind: 'merge', unitId: c.id, into: { ref: 'x' } }],
      '2026-11-03',
      hours(50),
    )
    const unit = await unitCalled('Có Việc')
    const officer = await makeActor('commune_officer', unit)
    await as(officer.identity, hours(51)).reports.save({
      ...once(),
      ...{ unitId: unit.id, period: '2026-11', cells: [{ code: 'C01', seen: null, value: 4 }] },
    })
    const refused = await takenBack(cast.admin, opened, hours(52))
    expect(refused.state).toBe('applied')
    expect(refused.failure).toMatchObject({ reason: 'dependents' })
    const named = refused.failure?.reason === 'dependents' ? refused.failure.dependents.map((each) => each.table) : []
    expect(named).toEqual(expect.arrayContaining(['reports', 'report_drafts', 'assignments', 'persons']))
  })
})

describe('while a resolution is applied', () => {
  it('nobody writes in the province, everybody reads, and afterwards all is as ever', async () => {
    const [a, b] = take(2)
    const officer = await makeActor('commune_officer', b)
    await file(cast.province, '2026-10', b, 5, 'draft')
    const save = (who: TestActor) =>
      as(who.identity, now).reports.save({
        ...once(),
        unitId: b.id,
        period: '2026-10',
        cells: [{ code: 'C02', seen: null, value: 1 }],
      })
    await asSystem('test', async (db) => {
      await db.execute(sql`select pg_advisory_xact_lock(7275, ${Number(cast.province.path.slice(0, 7))})`)
      expect(await reasonOf(save(officer))).toBe('reorganisations.underWay')
      expect((await as(officer.identity, now).reports.get({ unitId: b.id, period: '2026-10' })).values.C01).toBe(5)
      // Another province goes on.
      expect(
        await reasonOf(
          as(cast.otherAdmin.identity, now).reorganisations.create({
            ...once(),
            resolutionNumber: 'NQ khác',
            issuer: 'A',
            effectiveOn: on,
          }),
        ),
      ).toBe('done')
    })
    expect(await reasonOf(save(officer))).toBe('done')
    await applied(cast.admin, [merge(a, b)], on, now)
  })

  it('a crash leaves nothing of it and no stuck order: the next tick applies it whole', async () => {
    const [a, b] = take(2)
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    await as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    const before = await stateOf(system())
    // The job waits for the province's lock; its connection is cut there.
    await lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(7275, $1)', [Number(cast.province.path.slice(0, 7))])
      const job = run(now)
      for (let tries = 0; tries < 100; tries++) {
        const { rows } = await client.query<{ pid: number }>(
          `select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
        )
        if (rows[0]) {
          await client.query('select pg_terminate_backend($1)', [rows[0].pid])
          break
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(await job).toBe(0)
      await client.query('rollback')
    })
    expect(await stateOf(system())).toEqual(before)
    const me = as(cast.admin.identity, now).reorganisations
    expect((await me.get({ id: event.id })).state).toBe('scheduled')
    expect(await run(hours(1))).toBe(1)
    const shown = await me.get({ id: event.id })
    expect([shown.state, shown.runs.map((each) => each.state)]).toEqual(['applied', ['done', 'broken']])
  })
})

describe('an order', () => {
  it('waits for 00:00 of its day, may be cancelled until then, and is checked again', async () => {
    const [a, b, c] = take(3)
    const me = as(cast.admin.identity, now).reorganisations
    const event = await drafted(cast.admin, [merge(a, b)], '2026-12-01', now)
    const ordered = await me.schedule({ ...once(), ...event })
    await run(instantAt('2026-11-30', 23, 59))
    expect((await me.get({ id: event.id })).state).toBe('scheduled')
    const cancelled = await me.cancel({ ...once(), ...ordered })
    expect(await reasonOf(me.cancel({ ...once(), ...cancelled }))).toBe('reorganisations.otherState')
    await me.schedule({ ...once(), ...cancelled })
    // Meanwhile somebody renames b from that very day on: the plan does not stand any more.
    await applied(cast.admin, [merge(a, c)], '2026-11-02', hours(24))
    await run(instantAt('2026-12-01'))
    const shown = await me.get({ id: event.id })
    expect(shown.state).toBe('draft')
    expect(shown.failure).toMatchObject({ reason: 'conflicts' })
  })

  it('ends with the right of whoever gave it', async () => {
    const [a, b] = take(2)
    const admin = await makeActor('province_admin', cast.province)
    const event = await drafted(admin, [merge(a, b)], '2026-12-02', now)
    await as(admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    await query(`update assignments set valid_to = $2 where id = $1`, [admin.assignmentId, hours(1)])
    await run(instantAt('2026-12-02'))
    const shown = await as(cast.admin.identity, now).reorganisations.get({ id: event.id })
    expect([shown.state, shown.failure?.reason]).toEqual(['draft', 'noLongerAllowed'])
  })
})

describe('who may', () => {
  it('draft, see, order and take back', async () => {
    const [a, b] = take(2)
    const officer = await makeActor('commune_officer', a)
    const leader = await makeActor('commune_leader', a)
    const auditor = await makeActor('auditor', cast.province)
    const head = { resolutionNumber: 'NQ 1', issuer: 'HĐND', effectiveOn: on }
    const create = (who: TestActor) => as(who.identity, now).reorganisations.create({ ...once(), ...head })
    expect(await reasonOf(create(auditor))).not.toBe('done')
    const own = await create(officer)
    // A commune changes what lies in it, and nothing else.
    const outside = await as(officer.identity, now).reorganisations.addChanges({
      ...once(),
      ...own,
      changes: [merge(a, b)],
    })
    const dry = await as(officer.identity, now).reorganisations.foresee({ id: own.id })
    expect(dry.conflicts.map((each) => each.reason)).toContain('outside')
    expect(await reasonOf(as(officer.identity, now).reorganisations.schedule({ ...once(), ...outside }))).toBe(
      'reorganisations.manage',
    )
    expect(await reasonOf(as(leader.identity, now).reorganisations.schedule({ ...once(), ...outside }))).toBe(
      'reorganisations.conflicts',
    )
    // A draft is its drafter's and those above him; the neighbour and the other province do not know of it.
    for (const [who, sees] of [
      [cast.admin, true],
      [cast.ministry, true],
      [cast.otherAdmin, false],
    ] as const) {
      const found = await reasonOf(as(who.identity, now).reorganisations.get({ id: own.id }))
      expect(found).toBe(sees ? 'done' : 'reorganisations.none')
    }
    const foreign = await drafted(cast.otherAdmin, [merge(a, b)], on, now)
    const said = await as(cast.otherAdmin.identity, now).reorganisations.foresee({ id: foreign.id })
    expect(said.conflicts.map((each) => each.reason)).toContain('outside')
    expect(await reasonOf(as(cast.otherAdmin.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.conflicts',
    )
    expect(await reasonOf(as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.none',
    )
    expect(await reasonOf(as(cast.ministry.identity, now).reorganisations.schedule({ ...once(), ...foreign }))).toBe(
      'reorganisations.notYours',
    )
  })

  it('a stale version, the same number twice and an unknown unit are refused', async () => {
    const [a, b] = take(2)
    const me = as(cast.admin.identity, now).reorganisations
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    const { resolutionNumber, issuer, effectiveOn } = await me.get({ id: event.id })
    expect(await reasonOf(me.create({ ...once(), resolutionNumber, issuer, effectiveOn }))).toBe(
      'reorganisations.numberTaken',
    )
    expect(await reasonOf(me.removeChanges({ ...once(), id: event.id, version: 0, lines: [0] }))).toBe(
      'reorganisations.changed',
    )
    expect(
      await reasonOf(me.addChanges({ ...once(), ...event, changes: [{ kind: 'close', unitId: 2_000_000_000 }] })),
    ).toBe('reorganisations.noUnit')
    expect(await reasonOf(me.delete({ ...once(), ...event }))).toBe('done')
    expect(await reasonOf(me.get({ id: event.id }))).toBe('reorganisations.none')
  })
})

describe('a commune that moves to another province', () => {
  it('is read with its history by the new one alone, and its open month counts there', async () => {
    const [a] = take(1)
    await file(cast.province, '2026-10', a, 33, 'accepted')
    await file(cast.province, '2026-11', a, 44, 'submitted')
    const other = await findUnit('province', 'Thanh Hóa')
    // After everything above: figures are placed by the day of the clock.
    const [day, now] = ['2026-11-06', new Date('2026-11-06T01:00:00Z')]
    const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)
    await query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [now])
    const before = await stateOf(system())
    const event = await applied(cast.ministry, [{ kind: 'move', unitId: a.id, parent: { unitId: other.id } }], day, now)
    const get = (who: TestActor, period: string) =>
      reasonOf(as(who.identity, hours(1)).reports.get({ unitId: a.id, period }))
    expect(await get(cast.otherAdmin, '2026-10')).toBe('done')
    expect(await get(cast.admin, '2026-10')).not.toBe('done')
    const of = async (period: string) =>
      Object.fromEntries(
        (
          await query<{ province_id: number; num: string }>(
            `select province_id, submitted_num::text as num from totals t join periods p on p.id = t.period_id join indicators i on i.id = t.indicator_id
              where p.code = $1 and i.code = 'C01' and submitted_num <> 0`,
            [period],
          )
        ).map((row) => [row.province_id, Number(row.num)]),
      )
    expect((await of('2026-11'))[other.id]).toBe(44)
    expect((await of('2026-10'))[other.id]).toBeUndefined()
    expect(await takenBack(cast.ministry, event, hours(2))).toMatchObject({ state: 'undone', failure: null })
    expect(await stateOf(system())).toEqual(before)
    expect((await childrenOf(cast.province)).some((each) => each.id === a.id)).toBe(true)
  })
})
