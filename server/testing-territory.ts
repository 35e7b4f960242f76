import { randomUUID } from 'node:crypto'
import { txOf } from '@/db/seed/transaction'
import type { Identity } from '@/db/session'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { stateOf } from '@/db/testing/checksum'
import { childrenOf, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '@/server/calendar/commands'
import { instantAt, monthPeriod } from '@/server/calendar/rules'
import { owners } from '@/server/owners'
import { runDueReorganisations } from '@/server/reorganisations/applying/commands'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'
import type { Change } from '@/server/units/plan/rules'

/** A province whose communes report, and what tests of resolutions do there. */

const createCaller = createCallerFactory(appRouter)
export const as = (identity: Identity, at: Date) => createCaller({ identity, now: at })

/** As the system login, behind every page. */
export const query = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  lookAt(process.env.SYSTEM_URL ?? '', async (client) => (await client.query<Row>(text, values)).rows)

export type Territory = Cast & {
  communes: TestUnit[]
  /** So many communes of the province that no other test of the file has taken. */
  take: (n: number) => [TestUnit, TestUnit, TestUnit, TestUnit, ...TestUnit[]]
}

/** A checksum of every table that says what is; equal sums, equal state. */
export const state = (): Promise<Record<string, string>> => stateOf(process.env.SYSTEM_URL ?? '')

/** Quảng Trị and Thanh Hóa, the months named open, owed by every commune of Quảng Trị, or of both. */
export async function freshTerritory(months: readonly number[], who: 'one' | 'both' = 'one'): Promise<Territory> {
  const cast = await freshCast('Thanh Hóa')
  const first = monthPeriod(2026, Math.min(...months))
  await query(
    `insert into province_settings (unit_id, reporting_from) select u.id, $1 from units u where u.path = any ($2)
     on conflict (unit_id) do update set reporting_from = excluded.reporting_from`,
    [first.startsOn, [cast.province.path, ...(who === 'both' ? [cast.abroad.path.slice(0, 8)] : [])]],
  )
  await lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
    for (const month of months) {
      const period = monthPeriod(2026, month)
      await openPeriod(txOf(client), period, instantAt(period.startsOn))
    }
  })
  const communes = await childrenOf(cast.province)
  const free = [...communes]
  const take = (n: number) => free.splice(0, n) as ReturnType<Territory['take']>
  return { ...cast, communes, take }
}

/** A report of a commune with C01, T1_01 (twice as much) and what else is given, as far as `status`. Returns its id. */
export async function file(
  province: Pick<TestUnit, 'id'>,
  period: string,
  unit: Pick<TestUnit, 'id' | 'path'>,
  figure: number,
  status: 'draft' | 'submitted' | 'accepted',
  at = new Date('2026-10-20T02:00:00Z'),
  more: Record<string, number> = {},
): Promise<string> {
  const id = randomUUID()
  const values = { C01: figure, T1_01: figure * 2, ...more }
  await query(
    `insert into reports (id, unit_id, path, period_id, province_id, form_version_id, status)
     select $1, $2, $3, p.id, $4, p.form_version_id, 'draft' from periods p where p.code = $5`,
    [id, unit.id, unit.path, province.id, period],
  )
  await query(
    `insert into report_drafts (report_id, unit_id, path, values, touched, updated_at)
     select $1, $2, $3, $4, jsonb_object_agg(code, jsonb_build_object('at', $5::timestamptz)), $5 from jsonb_object_keys($4) code`,
    [id, unit.id, unit.path, values, at],
  )
  if (status === 'draft') return id
  await query(`update reports set status = 'submitted', submitted_at = $2 where id = $1`, [id, at])
  if (status === 'accepted') await query(`update reports set status = 'accepted' where id = $1`, [id])
  return id
}

/** A resolution drafted by somebody with these lines. */
export async function drafted(who: TestActor, changes: Change[], effectiveOn: string, at: Date) {
  const head = { resolutionNumber: `NQ ${randomUUID().slice(0, 8)}`, issuer: 'Ủy ban Thường vụ Quốc hội', effectiveOn }
  const made = await as(who.identity, at).reorganisations.create({ ...once(), ...head })
  return as(who.identity, at).reorganisations.addChanges({ ...once(), ...made, changes })
}

/** What is due by then, as the job does it. */
export const run = (at: Date): Promise<number> => runDueReorganisations(owners, () => at)

/** Drafted, ordered and applied; throws what stands against it. */
export async function applied(who: TestActor, changes: Change[], effectiveOn: string, at: Date): Promise<string> {
  const event = await drafted(who, changes, effectiveOn, at)
  await as(who.identity, at).reorganisations.schedule({ ...once(), ...event })
  await run(at)
  const { state, failure } = await as(who.identity, at).reorganisations.get({ id: event.id })
  if (state !== 'applied') throw new Error(`${state}: ${JSON.stringify(failure)}`)
  return event.id
}

/** Taken back by somebody; what came of it. */
export async function takenBack(who: TestActor, id: string, at: Date) {
  const { version } = await as(who.identity, at).reorganisations.get({ id })
  await as(who.identity, at).reorganisations.undo({ ...once(), id, version, reason: 'Ban hành nhầm' })
  await run(at)
  return as(who.identity, at).reorganisations.get({ id })
}

/** The unit that was opened under that name. */
export async function unitCalled(name: string): Promise<TestUnit> {
  const [found] = await query<TestUnit>(
    `select u.id, u.level, u.path, v.code, v.name, v.full_name as "fullName" from units u join unit_versions v on v.unit_id = u.id
      where v.name = $1 order by v.valid_from desc limit 1`,
    [name],
  )
  if (!found) throw new Error(`no unit ${name}`)
  return found
}

export const opening = (
  parent: Pick<TestUnit, 'id'>,
  ref: string,
  name: string,
  code: string | null,
  level: 'commune' | 'village' = 'commune',
): Change => ({
  kind: 'open',
  ref,
  level,
  parent: { unitId: parent.id },
  type: level === 'commune' ? 'xa' : 'thon',
  name,
  code,
})

/** The morning on which most resolutions of the tests are made, and so many hours later. */
export const now = new Date('2026-11-01T01:00:00Z')
export const hours = (n: number) => new Date(now.getTime() + n * 3_600_000)

/** One unit goes wholly into another that stands. */
export const merge = (unit: TestUnit, into: TestUnit): Change => ({
  kind: 'merge',
  unitId: unit.id,
  into: { unitId: into.id },
})
