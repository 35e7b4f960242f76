import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from './calendar/commands'
import { addMonths, instantAt, monthPeriod } from './calendar/rules'
import { appRouter } from './router'
import { createCallerFactory } from './trpc'

const createCaller = createCallerFactory(appRouter)
const period = monthPeriod(2026, 11)
/** Monday 16/11/2026, 10:00: the month is over and sending is open. */
const now = new Date('2026-11-16T03:00:00Z')

let drop: () => Promise<void>
let system: pg.Client
let province: TestUnit
let commune: TestUnit
const identities: Record<string, Identity> = {}

const as = (name: string) => createCaller({ identity: identities[name] as Identity, now })

/** Pages by what they ask for, and the most statements each may take: BEGIN with the identity, and COMMIT, are two of them. */
const pages: Record<string, { most: number; ask: () => Promise<unknown> }> = {
  'a report that is typed': { most: 8, ask: () => as('officer').reports.get({ period: period.code }) },
  'a report that was sent': {
    most: 8,
    ask: () => as('department').reports.get({ unitId: commune.id, period: period.code }),
  },
  'the queue of a province': { most: 3, ask: () => as('department').reports.queue({ period: period.code }) },
  'the ministry’s comparison': {
    most: 6,
    ask: () =>
      as('analyst').comparisons.compare({ from: period.code, to: period.code, codes: ['C01', 'C02', 'T1_01'] }),
  },
  'the communes side by side': {
    most: 6,
    ask: () =>
      as('department').comparisons.compare({
        ...{ from: period.code, to: period.code, codes: ['C01', 'C02', 'T1_01'], provinceId: province.id },
      }),
  },
  'the coverage of a province': { most: 4, ask: () => as('department').teams.coverage({ unitId: province.id }) },
  'the agencies of a province': { most: 5, ask: () => as('department').agencies.list({ unitId: province.id }) },
  'home of a commune': { most: 6, ask: () => as('officer').overview.home({}) },
  'home of a department': { most: 9, ask: () => as('department').overview.home({}) },
  'home of the ministry': { most: 6, ask: () => as('analyst').overview.home({}) },
}

/** Reports sent by these units, set-based: the triggers file them and move the totals as for everybody. */
async function send(where: string, params: unknown[]): Promise<number> {
  await system.query(
    `with begun as (
       insert into reports (unit_id, path, period_id, province_id, form_version_id)
       select o.unit_id, o.path, o.period_id, o.province_id, p.form_version_id
         from obligations o join periods p on p.id = o.period_id where ${where}
       on conflict do nothing returning id, unit_id, path
     )
     insert into report_drafts (report_id, unit_id, path, values, updated_at)
     select id, unit_id, path, '{"C01": 1, "C02": 2, "T1_01": 3, "T2_01": 4, "T3_01": 5, "T4_01": 6, "T5_01": 7}', now() from begun`,
    params,
  )
  const { rowCount } = await system.query(
    `update reports set status = 'submitted', version = version + 1, submitted_at = '2026-11-14T03:00:00Z'
      where status = 'draft' and unit_id <> $1`,
    [commune.id],
  )
  return rowCount ?? 0
}

async function statementsOf(ask: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = []
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [first] = given as [string | { text: string }]
    texts.push(typeof first === 'string' ? first : first.text)
    return query.apply(this, given) as never
  } as never)
  try {
    await ask()
  } finally {
    spy.mockRestore()
  }
  return texts
}

async function countAll(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [name, { ask }] of Object.entries(pages)) {
    // The form is read once and kept.
    await ask()
    counts[name] = (await statementsOf(ask)).length
  }
  return counts
}

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
  await system.query('update province_settings set reporting_from = $1', [addMonths(period, -1).startsOn])
  for (const each of [addMonths(period, -1), period])
    await asSystem('test', (db) => openPeriod(db, each, instantAt(each.startsOn)))
  province = await findUnit('province', 'Quảng Trị')
  commune = (await childrenOf(province)).find((unit) => unit.level === 'commune') as TestUnit
  identities.officer = (await makeActor('commune_officer', commune)).identity
  identities.department = (await makeActor('province_officer', province)).identity
  identities.analyst = (await makeActor('ministry_analyst', await findUnit('nation'))).identity
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

describe('statements of a page', () => {
  let few: Record<string, number>

  it('are few', async () => {
    await send(
      'o.province_id = $1 and o.unit_id in (select unit_id from obligations where province_id = $1 order by unit_id limit 3)',
      [province.id],
    )
    few = await countAll()
    for (const [name, { most }] of Object.entries(pages)) {
      expect(few[name], name).toBeGreaterThan(2)
      expect(few[name], name).toBeLessThanOrEqual(most)
    }
  })

  it('are as many for three communes of one province as for all 3,321', async () => {
    expect(await send('p.code = $1', [period.code])).toBeGreaterThan(3300)
    expect(await countAll()).toEqual(few)
  })
})
