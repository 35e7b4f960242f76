import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { instantAt } from '../calendar/rules'
import { owners } from '../owners'
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
} from '../testing-territory'
import { runDueReorganisations } from './applying/commands'

/** An order: its day, its locks, a crash in the middle, the right of whoever gave it. */

const on = '2026-11-01'

let cast: Territory
beforeAll(async () => {
  cast = await freshTerritory([10, 11])
})
afterAll(() => cast.close())

/** The connection of the job that waits for a lock. */
async function waiter(client: Parameters<Parameters<typeof lookAt>[1]>[0]): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
    )
    if (rows[0]) return rows[0].pid
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the job waits for nothing')
}

describe('while a resolution is applied', () => {
  it('nobody writes in the province, everybody reads, and afterwards all is as ever', async () => {
    const [a, b] = cast.take(2)
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

  it('what is sent before it is the resolution’s turn was there before it', async () => {
    const [a, b] = cast.take(2)
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    await as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    let time = now
    await lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(7275, $1)', [Number(cast.province.path.slice(0, 7))])
      const job = runDueReorganisations(owners, () => time)
      await waiter(client)
      await file(cast.province, '2026-11', a, 100, 'submitted', hours(0.05))
      time = hours(0.1)
      await client.query('rollback')
      expect(await job).toBe(1)
    })
    expect(await takenBack(cast.admin, event.id, hours(1))).toMatchObject({ state: 'undone', failure: null })
  })

  it('a crash leaves nothing of it and no stuck order: the next tick applies it whole', async () => {
    const [a, b] = cast.take(2)
    const event = await drafted(cast.admin, [merge(a, b)], on, now)
    await as(cast.admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    const before = await state()
    // The job waits for the province's lock; its connection is cut there.
    await lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
      await client.query('begin')
      await client.query('select pg_advisory_xact_lock(7275, $1)', [Number(cast.province.path.slice(0, 7))])
      const job = run(now)
      await client.query('select pg_terminate_backend($1)', [await waiter(client)])
      expect(await job).toBe(0)
      await client.query('rollback')
    })
    expect(await state()).toEqual(before)
    const me = as(cast.admin.identity, now).reorganisations
    expect((await me.get({ id: event.id })).state).toBe('scheduled')
    expect(await run(hours(1))).toBe(1)
    const shown = await me.get({ id: event.id })
    expect([shown.state, shown.runs.map((each) => each.state)]).toEqual(['applied', ['done', 'broken']])
  })
})

describe('an order', () => {
  it('waits for 00:00 of its day, may be cancelled until then, and is checked again', async () => {
    const [a, b, c] = cast.take(3)
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
    const [a, b] = cast.take(2)
    const admin = await makeActor('province_admin', cast.province)
    const event = await drafted(admin, [merge(a, b)], '2026-12-02', now)
    await as(admin.identity, now).reorganisations.schedule({ ...once(), ...event })
    await query(`update assignments set valid_to = $2 where id = $1`, [admin.assignmentId, hours(1)])
    await run(instantAt('2026-12-02'))
    const shown = await as(cast.admin.identity, now).reorganisations.get({ id: event.id })
    expect([shown.state, shown.failure?.reason]).toEqual(['draft', 'noLongerAllowed'])
  })
})
