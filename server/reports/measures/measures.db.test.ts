import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor } from '@/db/testing/factories'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

/** Who sent on time: 10/2026 is over, 11/2026 is due on 18/11 at 17:00, teams on 17/11. */

const createCaller = createCallerFactory(appRouter)
const now = instantAt('2026-11-20', 9)
const of = (who: TestActor, months = 12) => createCaller({ identity: who.identity, now }).reports.measures({ months })
let cast: Cast
let officer: TestActor

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  const team = await makeTeam(cast.commune, 'Thôn Một')
  await makeTeam(cast.sibling, 'Thôn Hai')
  await asSystem('test', async (db) => {
    await db.execute(
      sql`update province_settings set reporting_from = '2026-09-15' where unit_id = ${cast.province.id}`,
    )
    for (const at of [10, 11]) await openPeriod(db, monthPeriod(2026, at), instantAt(monthPeriod(2026, at).startsOn))
    await db.execute(sql`update periods set state = 'closed' where code = '2026-10'`)
    await db.execute(
      sql`update obligations set state = 'exempt', exempt_reason = 'x' where unit_id not in (${cast.commune.id}, ${cast.sibling.id})`,
    )
    await db.execute(
      sql`update obligations set state = 'required', exempt_reason = null where unit_id in (${cast.commune.id}, ${cast.sibling.id})`,
    )
    const sent = (unit: number, code: string, at: Date) =>
      db.execute(sql`
        insert into reports (unit_id, path, period_id, province_id, form_version_id, first_sent_at)
        select o.unit_id, o.path, p.id, o.province_id, p.form_version_id, ${at.toISOString()}
          from obligations o join periods p on p.id = o.period_id and p.code = ${code} where o.unit_id = ${unit}`)
    await sent(cast.commune.id, '2026-10', instantAt('2026-10-26', 9))
    await sent(cast.commune.id, '2026-11', instantAt('2026-11-18', 17))
    await db.execute(sql`update team_reports set state = 'required', exempt_reason = null`)
    await db.execute(sql`update team_reports set status = 'sent', submission_no = 1, first_sent_at = ${instantAt('2026-11-19', 9).toISOString()}, sent_at = now(), source = 'team'
      where unit_id = ${team.id} and period_id = (select id from periods where code = '2026-11')`)
  })
})
afterAll(() => cast?.close())

it('a province sees its communes, by unit and by month the same obligations', async () => {
  const { below, units, months, total } = await of(cast.admin)
  expect(below).toBe('commune')
  expect(units).toHaveLength(78)
  const [commune, sibling] = [cast.commune, cast.sibling].map(({ id }) => units.find(({ unitId }) => unitId === id))
  expect(commune).toMatchObject({ due: 2, onTime: 1, late: 1, overdue: 0, missing: 0, medianLate: 5 })
  expect(sibling).toMatchObject({ due: 2, onTime: 0, late: 0, overdue: 1, missing: 1, medianLate: null })
  expect(months.map(({ code, measure }) => [code, measure.due, measure.onTime])).toEqual([
    ['2026-11', 2, 1],
    ['2026-10', 2, 0],
  ])
  expect(total).toMatchObject({ due: 4, onTime: 1, late: 1, overdue: 1, missing: 1, exempt: 152, medianLate: 5 })
  expect((await of(cast.admin, 1)).total).toMatchObject({ due: 2, onTime: 1 })
})

it('a commune sees its teams, the ministry its provinces, another province nothing of it', async () => {
  const { below, units } = await of(officer)
  expect(below).toBe('team')
  expect(units).toEqual([expect.objectContaining({ due: 2, late: 1, missing: 1, medianLate: 2 })])
  const nation = await of(cast.ministry)
  expect(nation.units).toEqual([expect.objectContaining({ unitId: cast.province.id, due: 4, onTime: 1 })])
  expect((await of(cast.otherAdmin)).units).toEqual([])
  expect(await reasonOf(of(await makeActor('team_leader', await makeTeam(cast.commune, 'Thôn Ba'))))).toBe(
    'reports.view',
  )
})
