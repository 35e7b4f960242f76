import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast } from '@/db/testing/cast'
import { childrenOf, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

/** The queue of a province: one commune far from its own months, a new one far from its peers, and a peer in another province. */

const createCaller = createCallerFactory(appRouter)
const now = instantAt('2026-11-20', 9)
let cast: Cast
let peers: TestUnit[]

const file = (unit: TestUnit, code: string, households: number, guided: number, status: string, details = {}) =>
  asSystem('test', (db) =>
    db.execute(sql`
      insert into reports (unit_id, path, period_id, province_id, form_version_id, status, submission_no, values, details, denominators, submitted_at, first_sent_at)
      select o.unit_id, o.path, p.id, o.province_id, p.form_version_id, ${status}, 1, ${JSON.stringify({ C02: guided })}::jsonb,
             ${JSON.stringify(details)}::jsonb, ${JSON.stringify({ households, adults: households * 2 })}::jsonb, p.commune_due_at, p.commune_due_at
        from obligations o join periods p on p.id = o.period_id and p.code = ${code} where o.unit_id = ${unit.id}`),
  )
const said = async (unit: TestUnit) => {
  const { rows } = await createCaller({ identity: cast.admin.identity, now }).reports.queue({ period: '2026-11' })
  return (rows.find(({ unitId }) => unitId === unit.id)?.unusual ?? [])
    .filter(({ codes }) => codes.includes('C02'))
    .map(({ message, params }) => [message, params.median])
}

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  peers = (await childrenOf(cast.province))
    .filter(({ id }) => id !== cast.commune.id && id !== cast.sibling.id)
    .slice(0, 8)
  await asSystem('test', async (db) => {
    await db.execute(sql`update province_settings set reporting_from = '2026-03-15'`)
    for (const at of [4, 5, 6, 7, 8, 9, 10, 11])
      await openPeriod(db, monthPeriod(2026, at), instantAt(monthPeriod(2026, at).startsOn))
  })
  for (const [i, guided] of [30, 28, 33, 35, 27, 31, 29].entries())
    await file(cast.commune, `2026-${String(i + 4).padStart(2, '0')}`, 1000, guided, 'locked')
  await file(cast.commune, '2026-11', 1000, 80, 'submitted')
  await file(cast.sibling, '2026-11', 1000, 300, 'submitted')
  for (const [i, peer] of peers.entries()) await file(peer, '2026-11', 1000, 30 + i, 'accepted')
  await file(cast.abroad, '2026-11', 1000, 9000, 'accepted')
})
afterAll(() => cast?.close())

it('tells what is unusual for a unit itself, and for one without a past among its peers', async () => {
  expect(await said(cast.commune)).toEqual([['findings.unusual.aboveOwn', 30]])
  // The middle of the ten of the province; the wild one next door is none of them.
  expect(await said(cast.sibling)).toEqual([['findings.unusual.abovePeers', 34.5]])
})
