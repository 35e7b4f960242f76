import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { openPeriod } from '../../../calendar/commands'
import { instantAt, monthPeriod } from '../../../calendar/rules'
import { appRouter } from '../../../router'
import { createCallerFactory } from '../../../trpc'
import { teamRows } from '../rules'

/** "Phiếu báo cáo của Tổ": what a team fills in by hand, one page for each (domain.md 22.3). */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-12-12T09:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })
const period = '2026-12'
const figures = { C01: 4321, C02: 10, T1_01: 20, T2_01: 0, T3_01: 1, T4_01: 2, T5_01: 0 }

let cast: Cast
let officer: TestActor
let leader: TestActor
let teams: [TestUnit, TestUnit, TestUnit]

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  teams = [
    await makeTeam(cast.commune, 'Thôn 1'),
    await makeTeam(cast.commune, 'Thôn 2'),
    await makeTeam(cast.commune, 'Thôn 10'),
  ]
  leader = await makeActor('team_leader', teams[0])
  await asSystem('test', async (db) => {
    await db.execute(`update province_settings set reporting_from = '2026-10-15'`)
    for (const month of [11, 12]) {
      const each = monthPeriod(2026, month)
      await openPeriod(db, each, instantAt(each.startsOn))
    }
  })
})
afterAll(() => cast.close())

const ofCommune = (who: TestActor) => as(who).teamReports.paper({ communeId: cast.commune.id, period })
const ofTeam = (who: TestActor, team: TestUnit) => as(who).teamReports.paper({ teamId: team.id, period })

it('asks for the eight figures of the phone, in their order, and one line of words; a page for each team that has not sent', async () => {
  const forms = await ofCommune(officer)
  const { first, more } = teamRows(forms.form)
  expect(first.map(({ code }) => code)).toEqual(['C01', 'C02', 'C06', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'])
  expect(first.filter(({ required }) => !required).map(({ code }) => code)).toEqual(['C06'])
  expect(more.some(({ code }) => code === 'E01')).toBe(true)
  expect(forms.teams.map(({ teamId }) => teamId)).toEqual(teams.map(({ id }) => id))
  expect(forms.teams[0]?.dueAt).toEqual(new Date('2026-12-16T23:59:59.999+07:00'))
  expect([forms.of, forms.period.code, forms.commune.id]).toEqual(['commune', period, cast.commune.id])
  // Its own when none is named.
  expect((await as(officer).teamReports.paper({ period })).teams).toHaveLength(3)
})

it('a team that has sent gets none with the others, its own all the same, and nothing of what it has said stands there', async () => {
  await as(leader).teamReports.send({ ...once(), teamId: teams[0].id, period, version: 0, values: figures })
  const rest = await ofCommune(officer)
  expect(rest.teams.map(({ teamId }) => teamId)).toEqual([teams[1].id, teams[2].id])
  const own = await ofTeam(leader, teams[0])
  expect([own.of, own.teams.map(({ teamId }) => teamId)]).toEqual(['team', [teams[0].id]])
  expect(JSON.stringify(own)).not.toContain('4321')
  // Returned, it is among them again, with the day by which it is sent again.
  await as(officer).teamReports.return({
    ...{ ...once(), teamId: teams[0].id, period, version: 1 },
    reason: 'Đề nghị kiểm tra số hộ',
  })
  const back = await ofCommune(officer)
  expect(back.teams.map(({ teamId }) => teamId)).toEqual(teams.map(({ id }) => id))
  expect(back.teams[0]?.dueAt.getTime()).not.toBe(back.teams[1]?.dueAt.getTime())
})

it('is read by whoever reads the report of the team: not by another team, another commune, another province', async () => {
  const neighbour = await makeActor('commune_officer', cast.sibling)
  expect((await ofTeam(cast.admin, teams[1])).teams).toHaveLength(1)
  expect((await ofCommune(cast.ministry)).teams).toHaveLength(3)
  for (const who of [neighbour, cast.otherAdmin]) {
    expect(await reasonOf(ofCommune(who))).toBe('teamReports.view')
    expect(await reasonOf(ofTeam(who, teams[1]))).toBe('teamReports.view')
  }
  expect(await reasonOf(ofTeam(leader, teams[1]))).toBe('teamReports.view')
  expect(await reasonOf(ofCommune(leader))).toBe('teamReports.view')
  // A commune is no team, and a nation has no form of its own.
  expect(await reasonOf(as(officer).teamReports.paper({ teamId: cast.commune.id, period }))).toBe('teamReports.none')
  expect(await reasonOf(as(cast.ministry).teamReports.paper({ period }))).toBe('teamReports.none')
})
