import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions, type Tx } from './session'
import { freshDatabase } from './testing/database'

let drop: () => Promise<void>
beforeAll(async () => {
  drop = (await freshDatabase()).drop
})
afterAll(async () => {
  await endSessions()
  await drop?.()
})

const name = 'Hồ Thị Kín'
const phone = '0900555666'
/** All that a log could print of what went wrong, with the code of Postgres. */
const logged = async (work: (db: Tx) => Promise<unknown>) => {
  const error = await asSystem('test', work).then(
    () => null,
    (failed: Error & { cause?: { code?: string } }) => failed,
  )
  return { text: inspect(error, { depth: 9 }) + error?.stack, code: error?.cause?.code }
}

it.each([
  ['a row that does not fit', sql`insert into members (full_name, phone) values (${name}, ${phone})`, '23502'],
  [
    'a key that is taken',
    sql`insert into components (code, position) values ('teacher', 1) returning ${name}::text, ${phone}::text`,
    '23505',
  ],
  ['a value that is none', sql`select ${`${name} ${phone}`}::text::integer`, '22P02'],
  ['a text that is no day', sql`select ${`${name} ${phone}`}::text::date`, '22007'],
])('%s is told without the values that came with it, and where it happened', async (_, query, code) => {
  const found = await logged((db) => db.execute(query))
  expect(found.code).toBe(code)
  expect(found.text).toContain('Failed query')
  expect(found.text).toContain('without-values.db.test.ts')
  expect(found.text).not.toContain(name)
  expect(found.text).not.toContain(phone)
})
