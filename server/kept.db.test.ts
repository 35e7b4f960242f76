import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor } from '@/db/testing/factories'
import { openPeriod } from './calendar/commands'
import { listCalendarDays, listPeriods } from './calendar/queries'
import { instantAt, monthPeriod } from './calendar/rules'
import { withCtx } from './context'
import { loadForm } from './forms/queries'

let drop: () => Promise<void>
let system: pg.Client
let version: number
let somebody: Identity

const load = (on = '2026-11-14') => withCtx(somebody, 'read', (ctx) => loadForm(ctx, version, on))
const period = monthPeriod(2026, 11)
const days = () => withCtx(somebody, 'read', listCalendarDays)
const nameOf = async (code: string) => (await load()).rows.find((row) => row.code === code)?.nameVi

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
  version = (await system.query<{ id: number }>('select min(id) as id from form_versions')).rows[0]?.id ?? 0
  somebody = (await makeActor('ministry_analyst', await findUnit('nation'))).identity
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

it('reads a form once, for everybody the same and nobody to change', async () => {
  const form = await load()
  expect(await load()).toBe(form)
  expect(await load('2024-01-14')).not.toBe(form)
  expect(Object.isFrozen(form)).toBe(true)
  expect(form.rows.every((row) => Object.isFrozen(row))).toBe(true)
})

it('reads it again after any change of what it is made of', async () => {
  const changes = [
    `update indicators set name_vi = name_vi || ' (mới)' where code = 'C01'`,
    `update form_rows set required = not required where position = (select min(position) from form_rows)`,
    `update form_rules set severity = 'note' where code = 'same_as_last'`,
    `update forms set name_en = name_en || ' (new)'`,
    `update form_versions set regime = regime || '{"note": "x"}'`,
    `insert into indicator_sources select id, '2026-01-01', 'none' from indicators where code = 'C02'`,
  ]
  for (const change of changes) {
    const before = await load()
    await system.query(change)
    const after = await load()
    expect(after, change).not.toEqual(before)
    expect(await load()).toBe(after)
  }
})

it('reads the calendar once, and again after any change', async () => {
  const before = await days()
  expect(await days()).toBe(before)
  expect(Object.isFrozen(before)).toBe(true)
  await system.query(`insert into calendar_days (on_day, kind, name) values ('2031-01-02', 'holiday', 'Thử')`)
  const after = await days()
  expect(after).toHaveLength(before.length + 1)
  expect(await days()).toBe(after)
  await system.query(`delete from calendar_days where on_day = '2031-01-02'`)
  expect(await days()).toEqual(before)
})

it('reads the periods once, and again after one is opened, moved or closed', async () => {
  const read = () => withCtx(somebody, 'read', listPeriods)
  await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  const before = await read()
  expect(before).toHaveLength(1)
  expect(await read()).toBe(before)
  await system.query(`update periods set state = 'closed'`)
  expect((await read())[0]?.state).toBe('closed')
})

it('reads anew for whoever changes it himself', async () => {
  const before = await days()
  const seen = await withCtx(somebody, 'read', ({ db }) => listCalendarDays({ db }))
  expect(seen).toEqual(before)
  expect(seen).not.toBe(before)
})

it('never serves what was rolled back, nor takes it for what came after', async () => {
  const name = await nameOf('C01')
  await system.query('begin')
  await system.query(`update indicators set name_vi = 'Một' where code = 'C01'`)
  expect(await nameOf('C01')).toBe(name)
  await system.query('rollback')
  await system.query(`update indicators set name_vi = 'Hai' where code = 'C01'`)
  expect(await nameOf('C01')).toBe('Hai')
})
