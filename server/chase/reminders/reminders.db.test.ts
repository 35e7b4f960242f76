import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { findUnit, makeActor, makeAssignment, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import { remind } from './commands'

/** Who is reminded of what, when; month 11/2026 is due on 17/11 for teams, on 18/11 for communes (domain.md section 10). */

const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor, at: Date) => createCaller({ identity: who.identity, now: at })
const nine = (day: string) => instantAt(day, 9)
const run = (at: Date, ways = {}) => asSystem('test', (db) => remind(db, at, ways))

let cast: Cast
let officer: TestActor
let chief: TestActor
let inCharge: TestActor
let leader: TestActor
let sister: TestActor
let sisterChief: TestActor
let stranger: TestActor
let team: TestUnit

/** What a person was told on a day: unit and moment. */
const told = (who: TestActor, on: string) =>
  lookAt(cast.urls.owner, async (client) => {
    const { rows } = await client.query<{ unit: number; moment: string }>(
      `select l.unit_id as unit, l.moment from reminders r join reminder_lines l on l.reminder_id = r.id
        where r.person_id = $1 and r.on_day = $2 order by l.moment, l.unit_id`,
      [who.identity.personId, on],
    )
    return rows.map(({ unit, moment }) => [unit, moment])
  })
const system = (statement: ReturnType<typeof sql>) => asSystem('test', (db) => db.execute(statement))
/** The unit's report of the month stands there, begun if it was not. */
const stand = async (unit: TestUnit, status: string) => {
  await system(sql`
    insert into reports (unit_id, path, period_id, province_id, form_version_id)
    select o.unit_id, o.path, o.period_id, o.province_id, p.form_version_id
      from obligations o join periods p on p.id = o.period_id where o.unit_id = ${unit.id}
    on conflict do nothing`)
  await system(
    sql`update reports set status = ${status}, submitted_at = case ${status} when 'submitted' then now() end where unit_id = ${unit.id}`,
  )
}

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  chief = await makeActor('commune_leader', cast.commune)
  sister = await makeActor('commune_officer', cast.sibling)
  sisterChief = await makeActor('commune_leader', cast.sibling)
  stranger = await makeActor('province_officer', await findUnit('province', 'Cà Mau'))
  inCharge = await makeActor('province_officer', cast.province)
  team = await makeTeam(cast.commune, 'Thôn Một')
  leader = await makeActor('team_leader', team)
  await asSystem('test', async (db) => {
    await db.execute(
      sql`update province_settings set reporting_from = '2026-10-15' where unit_id = ${cast.province.id}`,
    )
    const month = monthPeriod(2026, 11)
    await openPeriod(db, month, instantAt(month.startsOn))
    await db.execute(
      sql`update obligations set state = 'required', exempt_reason = null where unit_id in (${cast.commune.id}, ${cast.sibling.id})`,
    )
    // The rest of the province has nothing to do with this.
    await db.execute(
      sql`update obligations set state = 'exempt', exempt_reason = 'thiên tai' where unit_id not in (${cast.commune.id}, ${cast.sibling.id})`,
    )
  })
})
afterAll(() => cast?.close())

it('tells officers and leaders of teams that a month has opened, once, and nobody else', async () => {
  expect(await run(nine('2026-10-15'))).toBe(3)
  expect(await told(officer, '2026-10-15')).toEqual([[cast.commune.id, 'opened']])
  expect(await told(sister, '2026-10-15')).toEqual([[cast.sibling.id, 'opened']])
  expect(await told(leader, '2026-10-15')).toEqual([[team.id, 'opened']])
  expect(await told(chief, '2026-10-15')).toEqual([])
  expect(await run(nine('2026-10-15'))).toBe(0)
  expect(await run(nine('2026-10-16'))).toBe(0)
})

it('tells three days before whoever has not begun; nothing on a day off, before nine, or at night', async () => {
  await stand(cast.sibling, 'draft')
  expect(await run(instantAt('2026-11-13', 8, 59))).toBe(0)
  expect(await run(instantAt('2026-11-13', 21))).toBe(0)
  expect(await run(instantAt('2026-11-13', 20, 59))).toBe(2)
  expect(await told(officer, '2026-11-13')).toEqual([[cast.commune.id, 'before3']])
  expect(await told(leader, '2026-11-13')).toEqual([[team.id, 'before3']])
  expect(await run(nine('2026-11-14'))).toBe(0)
})

it('tells one day before whoever has not sent, two at once as one', async () => {
  expect(await run(nine('2026-11-16'))).toBe(1)
  expect(await told(leader, '2026-11-16')).toEqual([[team.id, 'before1']])
  const both = await Promise.all([run(nine('2026-11-17')), run(nine('2026-11-17'))])
  expect(both.toSorted()).toEqual([0, 3])
  expect(await told(leader, '2026-11-17')).toEqual([[team.id, 'due']])
  expect(await told(officer, '2026-11-17')).toEqual([[cast.commune.id, 'before1']])
  expect(await told(sister, '2026-11-17')).toEqual([[cast.sibling.id, 'before1']])
})

it('gathers all that waits for a person; what lies with a leader is told the leader', async () => {
  await stand(cast.sibling, 'awaiting_leader')
  expect(await run(nine('2026-11-18'))).toBe(3)
  expect(await told(officer, '2026-11-18')).toEqual([
    [cast.commune.id, 'due'],
    [team.id, 'late_below'],
  ])
  expect(await told(leader, '2026-11-18')).toEqual([[team.id, 'late']])
  expect(await told(sister, '2026-11-18')).toEqual([])
  expect(await told(sisterChief, '2026-11-18')).toEqual([[cast.sibling.id, 'due']])
})

it('stops when the report arrives; what is late is told the officer above, of his own communes and province', async () => {
  await stand(cast.sibling, 'submitted')
  expect(await run(nine('2026-11-19'))).toBe(2)
  expect(await told(officer, '2026-11-19')).toEqual([[cast.commune.id, 'late']])
  expect(await told(inCharge, '2026-11-19')).toEqual([[cast.commune.id, 'late_below']])
  expect(await told(stranger, '2026-11-19')).toEqual([])
})

it('begins anew with an extension, ends with an exemption; a report that came back is owed by its own day', async () => {
  await system(
    sql`update obligations set due_at = ${instantAt('2026-11-26', 17).toISOString()}, extension_reason = 'thiên tai' where unit_id = ${cast.commune.id}`,
  )
  expect(await run(nine('2026-11-20'))).toBe(1)
  expect(await told(officer, '2026-11-20')).toEqual([[cast.commune.id, 'before3']])
  await system(
    sql`update obligations set state = 'exempt', exempt_reason = 'thiên tai' where unit_id = ${cast.commune.id}`,
  )
  await system(sql`update team_reports set state = 'exempt', exempt_reason = 'dissolved' where unit_id = ${team.id}`)
  expect(await run(nine('2026-11-25'))).toBe(0)
  await stand(cast.sibling, 'returned')
  await system(
    sql`update reports set resend_due_at = ${instantAt('2026-11-25', 17).toISOString()} where unit_id = ${cast.sibling.id}`,
  )
  expect(await run(nine('2026-11-25'))).toBe(1)
  expect(await told(sister, '2026-11-25')).toEqual([[cast.sibling.id, 'due']])
})

it('is told who stands in, and nobody whose post or account has ended', async () => {
  const [newcomer, former] = [await makeActor('team_leader', team), await makeActor('team_leader', team)]
  await makeAssignment({ personId: newcomer.identity.personId, unit: cast.sibling, role: 'commune_officer' })
  await system(sql`update accounts set disabled_at = now() where person_id = ${former.identity.personId}`)
  await system(
    sql`update assignments set valid_to = ${nine('2026-11-26').toISOString()} where person_id = ${sister.identity.personId}`,
  )
  expect(await run(nine('2026-11-26'))).toBe(2)
  expect(await told(newcomer, '2026-11-26')).toEqual([[cast.sibling.id, 'late']])
  expect(await told(inCharge, '2026-11-26')).toEqual([[cast.sibling.id, 'late_below']])
  await system(sql`update team_reports set state = 'required', exempt_reason = null where unit_id = ${team.id}`)
  expect(await run(nine('2026-11-27'))).toBe(1)
  expect(await told(newcomer, '2026-11-27')).toEqual([[team.id, 'late']])
  expect(await told(former, '2026-11-27')).toEqual([])
})

it('is read by whom it was told, with what has arrived since, and seen by him alone', async () => {
  const at = nine('2026-11-27')
  expect((await as(officer, at).people.me()).unseen).toBeGreaterThan(4)
  const [last] = await as(inCharge, at).reminders.list()
  expect(last?.lines).toEqual([
    expect.objectContaining({
      unitId: cast.sibling.id,
      period: '2026-11',
      kind: 'commune',
      moment: 'late_below',
      open: true,
    }),
  ])
  const before = await as(officer, at).reminders.list()
  expect(before.find(({ onDay }) => onDay === '2026-11-19')?.lines[0]?.open).toBe(false)
  expect(await as(stranger, at).reminders.list()).toEqual([])
  const unseen = (await as(inCharge, at).people.me()).unseen
  await as(officer, at).reminders.see({ ...once(), upTo: '2026-11-19' })
  expect((await as(officer, at).people.me()).unseen).toBe(1)
  await as(officer, at).reminders.see({ ...once(), upTo: '2026-11-27' })
  expect((await as(officer, at).people.me()).unseen).toBe(0)
  expect((await as(inCharge, at).people.me()).unseen).toBe(unseen)
})

it('is on record for those who chase: a province of its communes, a commune of its teams, the ministry by province', async () => {
  const at = nine('2026-11-27')
  const logOf = async (who: TestActor) => (await as(who, at).reminders.log({ period: '2026-11' }))?.rows ?? []
  const ofProvince = await logOf(cast.admin)
  expect(new Set(ofProvince.map(({ unitId }) => unitId))).toEqual(new Set([cast.commune.id, cast.sibling.id]))
  expect(ofProvince.filter(({ on }) => on === '2026-11-19').map(({ moment, people }) => [moment, people])).toEqual([
    ['late', 1],
    ['late_below', 1],
  ])
  const ofCommune = await logOf(chief)
  expect(new Set(ofCommune.map(({ unitId }) => unitId))).toEqual(new Set([cast.commune.id, team.id]))
  const [nation] = await logOf(cast.ministry)
  expect(nation).toMatchObject({ unitId: cast.province.id, people: 1, units: 1 })
  expect(await logOf(cast.otherAdmin)).toEqual([])
  expect(await as(leader, at).reminders.log({})).toBeNull()
  expect(await reasonOf(as(chief, at).reminders.log({ period: '1999-01' }))).toBe('calendar.noPeriod')
})

it('costs nothing until a province says so, which says it for itself', async () => {
  const at = nine('2026-11-27')
  const said = { enabled: true, monthlyLimit: 500, priceVnd: 300 }
  for (const who of [officer, inCharge, cast.ministry])
    expect(await reasonOf(as(who, at).reminders.setQuota({ ...once(), ...said }))).toBe('reminders.setQuota')
  expect(await as(cast.admin, at).reminders.quota()).toMatchObject({
    enabled: false,
    monthlyLimit: 0,
    used: 0,
    people: 0,
  })
  await system(sql`update persons set phone = '0900 111 333' where id = ${officer.identity.personId}`)
  await as(cast.admin, at).reminders.setQuota({ ...once(), ...said })
  await as(cast.admin, at).reminders.setQuota({ ...once(), ...said, priceVnd: 250 })
  expect(await as(cast.admin, at).reminders.quota()).toMatchObject({ ...said, priceVnd: 250, people: 1 })
  expect(await as(cast.otherAdmin, at).reminders.quota()).toMatchObject({ enabled: false, people: 0 })
  expect(await as(officer, at).reminders.quota()).toBeNull()
})
