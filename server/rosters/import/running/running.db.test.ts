import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import {
  apply,
  as,
  csv,
  id,
  look,
  memberships,
  namesIn,
  now,
  one,
  openRosters,
  order,
  type Rosters,
  send,
  work,
} from '@/server/testing-roster-import'

let world: Rosters
let officer: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('stops when the post has ended, and shows anew what has changed since the dry run', async () => {
  const { first } = world
  const leader = await makeActor('commune_leader', first)
  const made = await send(leader, csv('Thôn Một,Bùi Văn Quân,1980,,,,,,,,'))
  const { mark } = await look(leader, made)
  await as(leader).rosterImport.confirm({ requestId: id(), id: made, mark: mark ?? '' })
  await asSystem('test', (db) =>
    db.execute(sql`update assignments set valid_to = '2026-11-21T01:00:00Z' where id = ${leader.assignmentId}`),
  )
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'failed', failure: 'noLongerAllowed' })
  expect(await namesIn(world.teams.one)).not.toContain('Bùi Văn Quân')

  // Another of the commune may order what this one has sent: it is done under the post of whoever orders.
  const colleague = await makeActor('commune_leader', first)
  const sent = await send(officer, csv('Thôn Hai,Bùi Văn Lực,1980,,,,,,,,'))
  expect((await apply(colleague, sent)).state).toBe('done')
  expect(
    await one(
      sql`select distinct person_id as by from audit_log l where table_name = 'members' and row_key = (select id::text from members where full_name = 'Bùi Văn Lực')`,
    ),
  ).toEqual([{ by: colleague.personId }])

  const file = csv('Thôn Hai,Bùi Văn Sơn,1980,,,Tổ phó,,,,,')
  const [a, b] = [await send(officer, file), await send(officer, file)]
  expect((await apply(officer, a)).state).toBe('done')
  const since = await apply(officer, b)
  expect(since).toMatchObject({
    state: 'checked',
    options: { changedSince: true },
    summary: { counts: { unchanged: 1, new: 0 } },
  })
})

const letters = 'bcdghklmnpqrstvx'
/** People of one team, all of different names; more than are written by one statement. */
const many = Array.from({ length: 3000 }, (_, i) => {
  const name = [3, 2, 1, 0].map((power) => letters[Math.floor(i / 16 ** power) % 16]).join('a')
  return `Thôn Hai,Nguyễn ${name}a Văn,19${50 + (i % 50)},Nam,,,,,,,`
})
const owner = (text: string) => lookAt(world.database.urls.owner, (client) => client.query(text))

/** While `during`, each statement that writes to the table takes its time. */
async function slowly(table: string, during: () => Promise<void>): Promise<void> {
  await owner(`create or replace function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$;
    create trigger slow after insert on ${table} for each statement execute function slow()`)
  await during()
  await owner(`drop trigger slow on ${table}`)
}

type Seen = Awaited<ReturnType<typeof look>>
/** Looks, as the page does, until it is so far; everything that was seen. */
async function watch(made: string, until: (state: Seen) => boolean): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let i = 0; i < 2000; i++) {
    const state = await look(officer, made)
    seen.push(state)
    if (until(state)) return seen
    await setTimeout(20)
  }
  throw new Error(`still ${JSON.stringify(seen.at(-1))}`)
}
const isAt =
  (step: string) =>
  ({ step: at, done, of }: Seen) =>
    at === step && done > 0 && done < of
const cancel = (made: string) => as(officer).rosterImport.cancel({ requestId: id(), id: made })

it('is cancelled in the middle of checking and in the middle of writing, and nothing of it is left', async () => {
  const made = await send(officer, csv(...many), { checked: false })
  await slowly('roster_import_rows', async () => {
    const running = work()
    await watch(made, isAt('keep'))
    await cancel(made)
    expect(await look(officer, made)).toMatchObject({ state: 'checking', cancelAsked: true })
    await running
  })
  expect(await look(officer, made)).toMatchObject({ state: 'cancelled', step: null, summary: null, mark: null })
  expect(await one(sql`select 1 from roster_import_rows where import_id = ${made}`)).toEqual([])

  const again = await send(officer, csv(...many))
  await order(officer, again)
  await slowly('memberships', async () => {
    const running = work()
    await watch(again, isAt('write'))
    await cancel(again)
    await running
  })
  expect(await look(officer, again)).toMatchObject({ state: 'cancelled', step: null })
  expect(await one(sql`select 1 from members where full_name like 'Nguyễn % Văn' limit 1`)).toEqual([])
})

it('is cancelled as long as it has not ended, even after its last step was told', async () => {
  const made = await send(officer, csv('Thôn Hai,Bùi Văn Tám,1980,,,,,,,,'))
  await order(officer, made)
  await slowly('memberships', async () => {
    const running = work()
    await watch(made, ({ attempts }) => attempts > 0)
    await setTimeout(100)
    await cancel(made)
    await running
  })
  expect(await look(officer, made)).toMatchObject({ state: 'cancelled' })
  expect(await namesIn(world.teams.two)).not.toContain('Bùi Văn Tám')

  const waiting = await send(officer, csv('Thôn Hai,Bùi Văn Chín,1980,,,,,,,,'))
  await order(officer, waiting)
  await cancel(waiting)
  await work()
  expect(await look(officer, waiting)).toMatchObject({ state: 'cancelled' })
})

/** The job in a process of its own, as the server runs it. */
function elsewhere(): { child: ChildProcess; gone: Promise<unknown> } {
  const script = `const { runRosterImports } = await import('@/server/rosters/import/running/commands'); await runRosterImports(() => new Date('${now.toISOString()}')); process.exit()`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: 'inherit' })
  return { child, gone: new Promise((resolve) => child.once('exit', resolve)) }
}

it('is begun anew after kill -9 in the middle of writing, says so, and comes to the full result', async () => {
  const before = await memberships(world.teams.two)
  const made = await send(officer, csv(...many))
  await order(officer, made)
  await slowly('memberships', async () => {
    const { child, gone } = elsewhere()
    await watch(made, isAt('write'))
    child.kill('SIGKILL')
    await gone
  })
  expect(await memberships(world.teams.two)).toEqual(before)
  expect(await look(officer, made)).toMatchObject({ state: 'applying', attempts: 1 })
  const seen: Seen[] = []
  // The database lets go of what the dead process held as soon as it sees that nobody is there.
  for (let i = 0; i < 100 && seen.at(-1)?.state !== 'done'; i++) {
    const running = work().then(() => true)
    while (!(await Promise.race([running, setTimeout(50, false)]))) seen.push(await look(officer, made))
    seen.push(await look(officer, made))
    await setTimeout(100)
  }
  expect(seen.map(({ attempts }) => attempts)).toContain(2)
  expect(seen.at(-1)).toMatchObject({ state: 'done', attempts: 0, summary: { applied: { added: 3000 } } })
  expect(await memberships(world.teams.two)).toHaveLength(before.length + 3000)
  const again = await look(officer, await send(officer, csv(...many)))
  expect(again.summary?.counts).toMatchObject({ unchanged: 3000, new: 0, changed: 0 })
})

it('is tried again when the database cuts the connection, and given up after three with a reason', async () => {
  const made = await send(officer, csv('Thôn Hai,Bùi Văn Uy,1980,,,,,,,,'))
  await order(officer, made)
  await owner(`create function cut() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger cut after insert on memberships for each row execute function cut()`)
  for (const attempts of [1, 2, 3]) {
    await work()
    expect(await look(officer, made)).toMatchObject({ state: 'applying', attempts })
  }
  expect(await one(sql`select 1 from members where full_name = 'Bùi Văn Uy'`)).toEqual([])
  await work()
  expect(await look(officer, made)).toMatchObject({ state: 'failed', failure: 'interrupted', step: null })
  await owner('drop trigger cut on memberships')
  const again = await send(officer, csv('Thôn Hai,Bùi Văn Uy,1980,,,,,,,,'))
  expect(await apply(officer, again)).toMatchObject({ state: 'done' })
  expect(await namesIn(world.teams.two)).toContain('Bùi Văn Uy')
})
