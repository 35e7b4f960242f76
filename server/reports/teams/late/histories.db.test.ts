import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../../../calendar/commands'
import { instantAt, monthPeriod } from '../../../calendar/rules'
import { appRouter } from '../../../router'
import { createCallerFactory } from '../../../trpc'
import { lockReports } from '../../commands'

/** Late figures of teams among all other steps of a report, some of them at once: the totals are the sum of what is filed. */

const createCaller = createCallerFactory(appRouter)
const period = '2026-12'
const start = Date.parse('2026-12-12T09:00:00+07:00')
let ticks = 0
const as = (who: TestActor) => createCaller({ identity: who.identity, now: new Date(start + 1000 * ++ticks) })

let cast: Cast
let system: pg.Pool
type Place = { unit: TestUnit; officer: TestActor; chief: TestActor; teams: { unit: TestUnit; leader: TestActor }[] }
const places: Place[] = []

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  system = new pg.Pool({ connectionString: cast.urls.system, max: 4 })
  for (const unit of [cast.commune, cast.sibling]) {
    const teams = []
    for (const name of ['Thôn Một', 'Thôn Hai']) {
      const team = await makeTeam(unit, name)
      teams.push({ unit: team, leader: await makeActor('team_leader', team) })
    }
    const officer = await makeActor('commune_officer', unit)
    places.push({ unit, officer, chief: await makeActor('commune_leader', unit), teams })
  }
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12])
      await openPeriod(db, monthPeriod(2026, month), instantAt(monthPeriod(2026, month).startsOn))
  })
  // One lets its report be the sum of its teams, the other types its own.
  const [first] = places
  if (first)
    await as(first.officer).reports.setRegister({ ...once(), register: 'teams', from: period, source: 'register' })
})
afterAll(async () => {
  await system?.end()
  await cast.close()
})

const verbs = [
  ...[
    'enter',
    'enter',
    'enter',
    'save',
    'submit',
    'submit',
    'submit',
    'late',
    'late',
    'late',
    'lateTeam',
    'handOn',
    'handOn',
  ],
  ...['consent', 'consent', 'consent', 'consent', 'refuse', 'withdraw', 'take', 'close', 'returnTeam'],
  ...['propose', 'sendBack', 'recall', 'return', 'accept', 'reopen', 'lock'],
] as const
const step = fc.record({
  verb: fc.constantFrom(...verbs),
  commune: fc.nat({ max: 1 }),
  team: fc.nat({ max: 1 }),
  figures: fc.record({
    ...{ C01: fc.nat({ max: 9 }), C02: fc.nat({ max: 90 }), T1_01: fc.nat({ max: 60 }), T3_01: fc.nat({ max: 60 }) },
    ...{ T2_01: fc.nat({ max: 9 }), T4_01: fc.constant(1), T5_01: fc.constant(2) },
  }),
  estimate: fc.option(fc.nat({ max: 3 })),
  twice: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
const done: Record<string, number> = {}

async function run({ verb, commune, team: which, figures, estimate, twice }: Step): Promise<void> {
  const place = places[commune] as Place
  const { officer, chief, unit } = place
  const team = place.teams[which] as Place['teams'][number]
  const { rows } = await system.query(
    `select r.version as team, (select id from late_team_reports l where l.unit_id = r.unit_id and l.state in ('held', 'asked')) as late,
            c.id as report, c.version as version
       from team_reports r join periods p on p.id = r.period_id and p.code = $1
       left join reports c on c.unit_id = $3 and c.period_id = p.id where r.unit_id = $2`,
    [period, team.unit.id, unit.id],
  )
  const now = rows[0] as { team: number; late: string | null; report: string | null; version: number | null }
  const values = { ...figures, ...(estimate === null ? {} : { C06: estimate }) }
  const reason = 'Kiểm tra lại số liệu của Tổ'
  const one = { ...once(), reportId: now.report ?? unit.path, version: now.version ?? 0 }
  const late = { ...once(), id: now.late ?? '00000000-0000-4000-8000-000000000000' }
  const told = { ...once(), teamId: team.unit.id, period, version: now.team, values, toldBy: 'Hồ Văn Tin', reason }
  const attempt = async (): Promise<unknown> => {
    switch (verb) {
      case 'enter': {
        const { requestId, period: _, ...report } = told
        return as(officer).teamReports.enter({ requestId, period, reports: [{ ...report, source: 'zalo' }] })
      }
      case 'returnTeam':
        return as(officer).teamReports.return({
          ...once(),
          teamId: team.unit.id,
          period,
          version: now.team,
          reason,
          cells: {},
        })
      case 'save': {
        const page = await as(officer).reports.get({ unitId: unit.id, period })
        const typed = { ...(commune === 1 ? { ...figures, C06: 3 } : {}), C11: figures.C01 }
        const cells = Object.entries(typed).map(([code, value]) => ({
          ...{ code, seen: page.values[code] ?? null, value, detail: { reason: 'Đã kiểm tra, số đúng' } },
        }))
        return as(officer).reports.save({ ...once(), unitId: unit.id, period, cells })
      }
      case 'propose':
        return as(officer).reports.propose(one)
      case 'sendBack':
        return as(chief).reports.sendBack({ ...one, reason })
      case 'submit':
        return as(chief).reports.submit(one)
      case 'recall':
        return as(chief).reports.recall(one)
      case 'return':
        return as(cast.admin).reports.return({ ...one, reason, cells: {} })
      case 'reopen':
        return as(cast.admin).reports.reopen({ ...one, reason })
      case 'accept': {
        const { requestId, ...report } = one
        return as(cast.admin).reports.acceptMany({ requestId, reports: [report] })
      }
      case 'lock':
        await system.query(`update periods set state = 'closed' where code = $1`, [period])
        await asSystem('test', (db) => lockReports(db, new Date(start)))
        return system.query(`update periods set state = 'open' where code = $1`, [period])
      case 'late':
        return as(officer).teamReports.handInLate(told)
      case 'lateTeam':
        return as(team.leader).teamReports.handInLate(told)
      case 'handOn':
        return as(officer).teamReports.handOnLate(late)
      case 'withdraw':
        return as(officer).teamReports.withdrawLate(late)
      case 'take':
        return as(officer).teamReports.takeLate(late)
      case 'close':
        return as(officer).teamReports.closeLate(late)
      case 'refuse':
        return as(cast.admin).teamReports.refuseLate({ ...late, reason })
      case 'consent':
        return as(cast.admin).teamReports.consentLate({ ...late, version: now.version ?? 0 })
    }
  }
  // The same id twice, at once: once.
  const [first] = await Promise.allSettled(twice ? [attempt(), attempt()] : [attempt()])
  if (first?.status === 'fulfilled') done[verb] = (done[verb] ?? 0) + 1
  if (first?.status !== 'rejected') return
  // Refused is an answer; anything else is not.
  const { code = 'INTERNAL_SERVER_ERROR' } = first.reason as { code?: string }
  if (code === 'INTERNAL_SERVER_ERROR') throw first.reason
}

const snapshot = async (client: pg.Pool | pg.PoolClient = system) =>
  (
    await client.query(
      `select province_id, period_id, indicator_id, submitted_n, submitted_num::text, submitted_den::text, accepted_n, accepted_num::text, accepted_den::text from totals where submitted_n > 0 order by 1, 2, 3`,
    )
  ).rows

/** The sums straight from the reports' values, and of the commune whose report is the sum of its teams straight from theirs. */
async function holds(): Promise<void> {
  for (const code of ['C02', 'C05', 'C06', 'T1_01', 'T3_01']) {
    const { rows: totals } = await system.query(
      `select t.submitted_n as n, t.submitted_num::float as num, t.accepted_n as an, t.accepted_num::float as anum
         from totals t join indicators i on i.id = t.indicator_id where i.code = $1 and i.owner_unit_id is null`,
      [code],
    )
    const { rows: sums } = await system.query(
      `select count(values ->> $1)::int as n, coalesce(sum((values ->> $1)::numeric), 0)::float as num,
              (count(values ->> $1) filter (where status <> 'submitted'))::int as an,
              coalesce(sum((values ->> $1)::numeric) filter (where status <> 'submitted'), 0)::float as anum
         from reports where status in ('submitted', 'accepted', 'locked')`,
      [code],
    )
    expect(totals[0] ?? { n: 0, num: 0, an: 0, anum: 0 }, code).toEqual(sums[0])
    const { rows: filed } = await system.query(
      `select (r.values ->> $1)::float as filed, v.values ->> $1 = r.values ->> $1 as kept,
              (select sum((t.values ->> $1)::numeric)::float from team_reports t where t.period_id = r.period_id and t.status = 'sent' and t.unit_id = any ($3)) as teams
         from reports r join report_versions v on v.report_id = r.id and v.submission_no = r.submission_no
        where r.unit_id = $2 and r.status in ('submitted', 'accepted', 'locked')`,
      [code, cast.commune.id, places[0]?.teams.map(({ unit }) => unit.id)],
    )
    for (const { filed: stands, teams, kept } of code === 'C05' ? [] : filed) {
      expect(stands, code).toBe(teams)
      expect(kept ?? stands === null, code).toBe(true)
    }
  }
}

it('stand equal to the sum of the filed reports after any sequence of steps', { timeout: 600_000 }, async () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000)
  console.log(`seed ${seed}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 8, maxLength: 16 }),
      async (rounds) => {
        for (const together of rounds) {
          await Promise.all(together.map(run))
          await holds()
        }
        const moved = await snapshot()
        const client = await system.connect()
        await client.query('begin')
        await client.query('select rebuild_totals()')
        const rebuilt = await snapshot(client)
        await client.query('rollback')
        client.release()
        expect(moved).toEqual(rebuilt)
      },
    ),
    { numRuns: 80, seed, interruptAfterTimeLimit: 500_000 },
  )
  // The property must have met consents, refusals and what was taken in, or it says nothing.
  console.log(JSON.stringify(done))
  expect(done.consent).toBeGreaterThan(5)
  for (const verb of ['late', 'lateTeam', 'refuse', 'withdraw', 'reopen', 'submit'])
    expect(done[verb], verb).toBeGreaterThan(0)
})
