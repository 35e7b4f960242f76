import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { runClock, startJobs } from './jobs'

let drop: () => Promise<void>
let system: pg.Client

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const periods = async () => (await system.query(`select code, state, opened_late from periods order by code`)).rows

it('opens nothing before anybody has to report', async () => {
  expect(await runClock(new Date('2026-09-20T00:00:00Z'))).toEqual({
    opened: [],
    moved: [],
    closed: [],
    locked: 0,
    followed: 0,
  })
})

it('opens the month on the 15th, fills a gap late, owes one report per commune, closes when the time is over', async () => {
  await system.query(
    `update province_settings set reporting_from = '2026-08-15' where unit_id = (select unit_id from unit_versions where code = '44' and level = 'province' and valid_to is null)`,
  )
  expect((await runClock(new Date('2026-09-14T16:59:59Z'))).opened).toEqual(['2026-09'])
  expect((await runClock(new Date('2026-09-14T17:00:00Z'))).opened).toEqual(['2026-10'])
  const { rows } = await system.query(
    `select p.code, count(*)::int as n from obligations o join periods p on p.id = o.period_id group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { code: '2026-09', n: 78 },
    { code: '2026-10', n: 78 },
  ])
  expect(await runClock(new Date('2026-09-20T00:00:00Z'))).toEqual({
    opened: [],
    moved: [],
    closed: [],
    locked: 0,
    followed: 0,
  })
  // Nobody looked for two months: the gap is opened now and says that it is late.
  const late = await runClock(new Date('2026-11-20T02:00:00Z'))
  expect(late).toEqual({
    opened: ['2026-11', '2026-12'],
    moved: [],
    closed: ['2026-09', '2026-10'],
    locked: 0,
    followed: 0,
  })
  expect(await periods()).toEqual([
    { code: '2026-09', state: 'closed', opened_late: false },
    { code: '2026-10', state: 'closed', opened_late: false },
    { code: '2026-11', state: 'open', opened_late: true },
    { code: '2026-12', state: 'open', opened_late: false },
  ])
})

it('owes for a province that begins to report while the period is open', async () => {
  await system.query(
    `update province_settings set reporting_from = '2026-11-15' where unit_id = (select unit_id from unit_versions where code = '96' and level = 'province' and valid_to is null)`,
  )
  await runClock(new Date('2026-11-21T02:00:00Z'))
  const { rows } = await system.query(
    `select p.code, count(*)::int as n from obligations o join periods p on p.id = o.period_id where p.code >= '2026-11' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { code: '2026-11', n: 78 },
    { code: '2026-12', n: 142 },
  ])
})

it('counts due times anew when the calendar changes, and an extension keeps its longer time', async () => {
  const dueOf = async () =>
    (
      await system.query(
        `select o.due_at, count(*)::int as n from obligations o join periods p on p.id = o.period_id where p.code = '2026-12' group by 1 order by 1`,
      )
    ).rows.map((row) => [row.due_at.toISOString(), row.n])
  expect(await dueOf()).toEqual([['2026-12-17T10:00:00.000Z', 142]])
  await system.query(
    `update obligations set due_at = '2026-12-25T10:00:00Z', extension_reason = 'bão lũ' where unit_id = (select min(unit_id) from obligations)
       and period_id = (select id from periods where code = '2026-12')`,
  )
  await system.query(`insert into calendar_days (on_day, kind, name) values ('2026-12-16', 'holiday', 'Ngày nghỉ thử')`)
  expect((await runClock(new Date('2026-11-22T02:00:00Z'))).moved).toContain('2026-12')
  expect(await dueOf()).toEqual([
    ['2026-12-18T10:00:00.000Z', 141],
    ['2026-12-25T10:00:00.000Z', 1],
  ])
})

it('keeps its queue as the system login in a schema of its own', async () => {
  await startJobs()
  const { rows } = await system.query(`select name, cron, timezone from pgboss.schedule order by name`)
  expect(rows).toEqual([
    { name: 'chase', cron: '*/5 * * * *', timezone: 'Asia/Ho_Chi_Minh' },
    { name: 'clock', cron: '*/10 * * * *', timezone: 'Asia/Ho_Chi_Minh' },
    { name: 'reorganisations', cron: '0 0 * * *', timezone: 'Asia/Ho_Chi_Minh' },
  ])
})
