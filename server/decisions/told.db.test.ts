import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeTeam, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const now = new Date('2026-11-21T09:00:00+07:00')
const createCaller = createCallerFactory(appRouter)
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let officer: TestActor
let team: TestUnit

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
  officer = await makeActor('commune_officer', cast.commune)
  team = await makeTeam(cast.commune, 'Thôn Một')
})
afterAll(() => cast.close())

const line = (component: string) => async () => {
  const { memberId } = await as(officer).rosters.enlist({
    ...{ ...once(), communeId: cast.commune.id, fullName: 'Hồ Thị Mới', birthYear: 1988, another: true },
  })
  return { teamId: team.id, seats: [{ memberId, role: 'leader' as const, component, concurrentPost: null }] }
}
const draft = async (component: string, over: Record<string, unknown> = {}) =>
  as(officer).decisions.draft({
    ...{ ...once(), communeId: cast.commune.id, kind: 'renewal', effectiveOn: '2026-11-02' },
    ...{ lines: [await line(component)()], ...over },
  })

it('the signed copy, which names people, and the reason are read in the commune; the ministry is not told who signed either', async () => {
  const { id } = await draft('teacher', { reason: 'Ông Hồ Văn Cũ chuyển công tác', grounds: ['Đơn của ông Hồ Văn Cũ'] })
  const content = Buffer.from('%PDF-1.7 Hồ Thị Mới, Bí thư chi bộ').toString('base64')
  const { fileId } = await as(officer).files.store({ ...once(), name: 'QĐ 15.pdf', content })
  await as(officer).decisions.issue({
    ...{ ...once(), id, version: 1, number: '15/QĐ-UBND', decidedOn: '2026-11-02', effectiveOn: '2026-11-02' },
    ...{ signer: 'Hồ Văn Ký', signerTitle: 'Chủ tịch', fileId },
  })
  const leader = await makeActor('commune_leader', cast.commune)
  for (const who of [officer, leader]) {
    expect((await as(who).files.get({ fileId })).content).toBe(content)
    expect(await as(who).decisions.get({ id })).toMatchObject({ fileId, signer: 'Hồ Văn Ký', hasFile: true })
    expect((await as(who).decisions.get({ id })).reason).toContain('Hồ Văn Cũ')
  }
  const inspector = await makeActor('auditor', cast.province)
  const teamMember = await makeActor('team_member', team)
  for (const who of [cast.admin, inspector, cast.ministry, cast.otherAdmin, teamMember])
    expect(await reasonOf(as(who).files.get({ fileId }))).toBe('files.none')
  const above = { hasFile: true, fileId: null, number: '15/QĐ-UBND', reason: null, grounds: [] }
  expect(await as(cast.admin).decisions.get({ id })).toMatchObject({ ...above, signer: 'Hồ Văn Ký' })
  expect(await as(cast.ministry).decisions.get({ id })).toMatchObject({ ...above, signer: null })
})

it('a draft names components of its own province alone', async () => {
  const { code } = await as(cast.otherAdmin).rosters.addComponent({ ...once(), name: 'Thầy cúng' })
  for (const component of [code, 'no_such', '=1+1'])
    expect(await reasonOf(draft(component)), component).toBe('rosters.noComponent')
  const own = await as(cast.admin).rosters.addComponent({ ...once(), name: 'Hội quán' })
  expect(await reasonOf(draft(own.code))).toBe('done')
})
