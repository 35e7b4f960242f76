import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { openPeriod } from '../calendar/commands'
import { instantAt, monthPeriod } from '../calendar/rules'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { lockReports } from './commands'

/** Totals equal the sum over reports, whatever happens: random steps by random people, retries, stale versions, at once. */

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
const now = new Date('2026-11-16T03:00:00Z')
let drop: () => Promise<void>
let system: pg.Pool
const communes: { unitId: number; officer: Identity; leader: Identity }[] = []
let department: Identity

async function post(role: string, unitId: number): Promise<Identity> {
  const personId = randomUUID()
  await system.query(
    `insert into persons (id, full_name, sort_name, unit_id, path) select $1, 'x', 'x', id, path from units where id = $2`,
    [personId, unitId],
  )
  await system.query(`insert into accounts (person_id, sign_in_name) values ($1::uuid, $1::text)`, [personId])
  const { rows } = await system.query(
    `insert into assignments (person_id, role, unit_id, path, holder_name, valid_from) select $1, $2, id, path, 'x', '2025-01-01' from units where id = $3 returning id`,
    [personId, role, unitId],
  )
  return { personId, epoch: 1, assignmentId: rows[0].id }
}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Pool({ connectionString: database.urls.system, max: 4 })
  await system.query(`update province_settings set reporting_from = $1`, [period.startsOn])
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  const { rows } = await system.query(
    `select c.unit_id as id, p.unit_id as province from unit_versions c join unit_versions p on p.unit_id = c.parent_id
      where c.level = 'commune' and p.code = '96' and c.valid_to is null and p.valid_to is null order by c.code limit 4`,
  )
  for (const { id } of rows) {
    await system.query(
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
       select id, path, '2026-01-01', 3000, 12000, 8001, 1500, 200, now() from units where id = $1`,
      [id],
    )
    communes.push({ unitId: id, officer: await post('commune_officer', id), leader: await post('commune_leader', id) })
  }
  department = await post('province_admin', rows[0].province)
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const step = fc.record({
  verb: fc.constantFrom(
    'save',
    'save',
    'propose',
    'withdraw',
    'submit',
    'submit',
    'recall',
    'return',
    'accept',
    'accept',
    'acceptAll',
    'returnAll',
    'reopen',
    'lock',
    'kill',
  ),
  commune: fc.nat({ max: 3 }),
  figures: fc.record({
    T1_01: fc.nat({ max: 30 }),
    T3_01: fc.nat({ max: 30 }),
    T1_03: fc.nat({ max: 1000 }).map((n) => n / 10),
  }),
  stale: fc.boolean(),
  twice: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function run({ verb, commune, figures, stale, twice }: Step): Promise<void> {
  const place = communes[commune]
  if (!place) return
  const as = (identity: Identity) => createCaller({ identity, now }).reports
  const current = async (unitId: number) => {
    const { rows } = await system.query(`select id, version from reports where unit_id = $1`, [unitId])
    return rows[0] ? { reportId: rows[0].id as string, version: (rows[0].version as number) - (stale ? 1 : 0) } : null
  }
  const all = async () =>
    (await Promise.all(communes.map((each) => current(each.unitId)))).filter((each) => each !== null)
  const one = (await current(place.unitId)) ?? { reportId: randomUUID(), version: 0 }
  const requestId = randomUUID()
  const attempt = async (): Promise<unknown> => {
    const input = { requestId, ...one }
    const reason = 'Đề nghị kiểm tra'
    switch (verb) {
      case 'save': {
        const page = await as(place.officer).get({ unitId: place.unitId, period: period.code })
        const values = { C01: 2, C02: 9, T2_01: 1, T4_01: 2, T5_01: 3, ...figures }
        const explained = (code: string) =>
          code === 'T1_03'
            ? { source: 'Công an xã', reason: 'Số do công an xã cung cấp' }
            : { reason: 'Đã kiểm tra, số đúng' }
        return as(place.officer).save({
          requestId,
          unitId: place.unitId,
          period: period.code,
          cells: Object.entries(values).map(([code, value]) => ({
            code,
            seen: page.values[code] ?? null,
            value,
            detail: explained(code),
          })),
        })
      }
      case 'propose':
        return as(place.officer).propose(input)
      case 'withdraw':
        return as(place.officer).withdraw(input)
      case 'submit':
        return as(place.leader).submit(input)
      case 'recall':
        return as(place.leader).recall(input)
      case 'return':
        return as(department).return({ ...input, reason })
      case 'reopen':
        return as(department).reopen({ ...input, reason })
      case 'accept':
        return as(department).acceptMany({ requestId, reports: [one] })
      case 'acceptAll':
        return as(department).acceptMany({ requestId, reports: await all() })
      case 'returnAll':
        return as(department).returnMany({ requestId, reports: await all(), reason })
      case 'lock':
        await system.query(`update periods set state = 'closed'`)
        await asSystem('test', (db) => lockReports(db, now))
        return system.query(`update periods set state = 'open'`)
      case 'kill':
        // A connection cut in the middle of whatever runs: the transaction must vanish whole.
        return system.query(
          `select pg_cancel_backend(pid) from pg_stat_activity where usename = 'tung_ngo_runtime' and datname = current_database() and state = 'active'`,
        )
    }
  }
  // The same id twice, at once or after a lost answer: once.
  await Promise.allSettled(twice ? [attempt(), attempt()] : [attempt()])
}

const snapshot = async (client: pg.Pool | pg.PoolClient = system) =>
  (
    await client.query(
      `select province_id, period_id, indicator_id, submitted_n, submitted_num::text, submitted_den::text, accepted_n, accepted_num::text, accepted_den::text from totals where submitted_n > 0 order by 1, 2, 3`,
    )
  ).rows

/** The sums straight from the reports' values, by another way than the ledger's. */
async function sums(code: string) {
  const { rows } = await system.query(
    `select count(values ->> $1)::int as n, coalesce(sum((values ->> $1)::numeric), 0)::float as num,
            count(values ->> $1) filter (where status <> 'submitted')::int as an
       from reports where status in ('submitted', 'accepted', 'locked')`,
    [code],
  )
  return rows[0]
}

it('stand equal to the sum over reports after any sequence of steps', { timeout: 600_000 }, async () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 1_000_000)
  console.log(`seed ${seed}`)
  let submitted = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
      async (rounds) => {
        for (const together of rounds) await Promise.all(together.map(run))
        const moved = await snapshot()
        for (const code of ['T1_01', 'T3_01', 'C05']) {
          const { rows } = await system.query(
            `select t.submitted_n as n, t.submitted_num::float as num, t.accepted_n as an from totals t join indicators i on i.id = t.indicator_id where i.code = $1`,
            [code],
          )
          expect(rows[0] ?? { n: 0, num: 0, an: 0 }).toEqual(await sums(code))
        }
        submitted += moved.length > 0 ? 1 : 0
        const client = await system.connect()
        await client.query('begin')
        await client.query('select rebuild_totals()')
        const rebuilt = await snapshot(client)
        await client.query('rollback')
        client.release()
        expect(moved).toEqual(rebuilt)
      },
    ),
    { numRuns: 200, seed, interruptAfterTimeLimit: 500_000 },
  )
  // The property must have met filed reports, or it says nothing.
  expect(submitted).toBeGreaterThan(50)
})
