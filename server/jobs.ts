import { sql } from 'drizzle-orm'
import PgBoss from 'pg-boss'
import { asSystem, systemStatement } from '@/db/session'
import { forgetPhotos } from './activities/photos/commands'
import { closeDuePeriods, openDuePeriods, recomputeDueDates } from './calendar/commands'
import { chase } from './chase/commands'
import { owners } from './owners'
import { followPosts } from './people/commands'
import { anonymiseFormer } from './persons/retention/commands'
import { runDueReorganisations } from './reorganisations/applying/commands'
import { reorganisationsWait } from './reorganisations/applying/queries'
import { lockReports } from './reports/commands'
import { forgetSourcePhotos } from './reports/teams/photos/commands'
import { forgetRosterImports, runRosterImports } from './rosters/import/running/commands'
import { rosterImportsWait } from './rosters/import/running/queries'
import { placeDueUnits } from './units/homes/commands'

const clockQueue = 'clock'

export type ClockResult = { opened: string[]; moved: string[]; closed: string[]; locked: number; followed: number }

/**
 * What the clock does: opens the periods whose time has come (a gap is opened now), counts due times anew where the calendar
 * has changed, closes the periods whose time is over, locks their accepted reports, keeps people where their posts are, places figures where
 * units have changed, and forgets what is kept no longer: names of former members, what files of rosters held, pictures. May run at any
 * time and any number of times; two at once wait for each other.
 */
export function runClock(now: Date): Promise<ClockResult> {
  return asSystem('clock', async (db) => {
    await db.execute(sql`select pg_advisory_xact_lock(hashtext('tung-ngo clock'))`)
    const opened = await openDuePeriods(db, now)
    const moved = await recomputeDueDates(db)
    const closed = await closeDuePeriods(db, now)
    const followed = await followPosts(db, now)
    await placeDueUnits(db, now)
    await anonymiseFormer(db, now)
    await forgetRosterImports(db, now)
    const locked = await lockReports(db, now)
    await forgetPhotos(db, now)
    await forgetSourcePhotos(db, now)
    return { opened, moved, closed, locked, followed }
  })
}

const chaseQueue = 'chase'
const territoryQueue = 'reorganisations'
const rosterQueue = 'roster-imports'
/** How soon somebody who has ordered a resolution or sent a roster sees it begin, in milliseconds. */
const lookEvery = 2000

/**
 * Resolutions whose day has come, or that are to be taken back, and files of rosters that wait: orders in the database, sent to the
 * queue by this poller.
 */
async function sendOrders(boss: PgBoss): Promise<void> {
  if (await reorganisationsWait(new Date())) await boss.send(territoryQueue, {}, { singletonKey: 'due' })
  if (await rosterImportsWait()) await boss.send(rosterQueue, {}, { singletonKey: 'due' })
}

/**
 * Starts the job queue of this process: the clock at once, then every ten minutes by Vietnamese time; resolutions at 00:00 of
 * their day and whenever one is ordered. What a process that is gone left half-way is begun anew: nothing of it was kept.
 */
export async function startJobs(): Promise<void> {
  await runClock(new Date())
  const boss = new PgBoss({
    schema: 'pgboss',
    db: {
      // The owner has made the schema; the system login may not make any.
      executeSql: (text, values) =>
        systemStatement(text.replace(/CREATE SCHEMA IF NOT EXISTS pgboss\s*;?/, ''), values),
    },
  })
  boss.on('error', (error) => console.error('jobs', error.message))
  await boss.start()
  await boss.createQueue(clockQueue, { name: clockQueue, policy: 'short', retryLimit: 3, expireInSeconds: 300 })
  await boss.work(clockQueue, async () => {
    await runClock(new Date())
  })
  await boss.schedule(clockQueue, '*/10 * * * *', {}, { tz: 'Asia/Ho_Chi_Minh' })
  // A queue of its own: letters take their time, and months open without them.
  await boss.createQueue(chaseQueue, { name: chaseQueue, policy: 'short', retryLimit: 0, expireInSeconds: 3600 })
  await boss.work(chaseQueue, async () => {
    await chase(() => new Date())
  })
  await boss.send(chaseQueue, {}, { singletonKey: 'start' })
  await boss.schedule(chaseQueue, '*/5 * * * *', {}, { tz: 'Asia/Ho_Chi_Minh' })
  await boss.createQueue(territoryQueue, {
    name: territoryQueue,
    policy: 'short',
    retryLimit: 0,
    expireInSeconds: 3600,
  })
  await boss.work(territoryQueue, { pollingIntervalSeconds: 1 }, async () => {
    await runDueReorganisations(owners, () => new Date())
  })
  await boss.schedule(territoryQueue, '0 0 * * *', {}, { tz: 'Asia/Ho_Chi_Minh' })
  await boss.createQueue(rosterQueue, { name: rosterQueue, policy: 'short', retryLimit: 0, expireInSeconds: 1800 })
  await boss.work(rosterQueue, { pollingIntervalSeconds: 1 }, async () => {
    await runRosterImports(() => new Date())
  })
  setInterval(() => void sendOrders(boss).catch((error) => console.error('jobs', error.message)), lookEvery).unref()
}
