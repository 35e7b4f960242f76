import { once } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestUnit } from '@/db/testing/factories'
import { as, query } from './testing-territory'
import { classOf, enrol } from './testing-training'
import type { Change } from './units/plan/rules'

/** What a commune has begun by the eve of a resolution, for tests of what becomes of it. */

/** A week before the day of the resolutions. */
export const eve = new Date('2026-10-25T02:00:00Z')
/** Where figures lie by a day: what earlier tests have left takes effect on other days. */
export const homesOf = (at: Date) => query(`select set_config('app.now', $1, false), rebuild_unit_homes()`, [at])
export const officerOf = (unit: TestUnit) => makeActor('commune_officer', unit)
export const cut = (unit: TestUnit, into: readonly TestUnit[]): Change[] =>
  into.map((to) => ({ kind: 'split', unitId: unit.id, into: { unitId: to.id }, share: null }))

/** A commune with everything begun: a team with somebody on it and somebody in none. */
export async function busy(commune: TestUnit) {
  const officer = await officerOf(commune)
  const api = as(officer.identity, eve)
  const team = await makeTeam(commune, `Tổ ${commune.code}`)
  const member = await enrol(team, { name: 'Hồ Văn An', from: '2025-08-01' })
  const { memberId: nobody } = await api.rosters.enlist({
    ...{ ...once(), communeId: commune.id, fullName: 'Lê Thị Bình', birthYear: 1990 },
  })
  const draft = await api.decisions.draft({
    ...{ ...once(), communeId: commune.id, kind: 'renewal', effectiveOn: '2026-10-30' },
    ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch' },
    lines: [{ teamId: team.id, seats: [{ memberId: member, role: 'leader' }] }],
  })
  const request = await api.persons.receive({ ...once(), memberId: member, kind: 'see', receivedOn: '2026-10-23' })
  const planned = await api.training.plan(classOf({ startsOn: '2026-11-20', endsOn: '2026-11-20' }))
  const course = await api.training.addCourse({
    ...{ ...once(), code: 'X1', name: 'Lớp của xã', audience: 'members' as const, modules: ['Một', 'Hai'] },
  })
  const programme = await api.activities.addProgramme({ ...once(), name: '92 ngày đêm', startsOn: '2026-09-01' })
  const partner = await api.activities.addPartner({ ...once(), name: 'VNPT', kind: 'telecom' })
  return { officer, team, member, nobody, draft, request, planned, course, programme, partner }
}
