import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshCast, invitationTo, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T03:00:00Z')
const as = (actor: TestActor, at = now) => createCaller({ identity: actor.identity, now: at }).people
const invitation = (over?: Record<string, unknown>) => invitationTo(commune, over)

let close: () => Promise<void>
let quangTri: TestUnit, commune: TestUnit, sibling: TestUnit, abroad: TestUnit
let admin: TestActor, otherAdmin: TestActor, leader: TestActor, officer: TestActor

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret that only this test knows, long enough'
  ;({ province: quangTri, commune, sibling, abroad, admin, otherAdmin, close } = await freshCast('Thanh Hóa'))
})
beforeEach(async () => {
  leader = await makeActor('commune_leader', commune)
  officer = await makeActor('commune_officer', commune)
})
afterAll(async () => {
  await close?.()
})

describe("lending one's post", () => {
  const days = { fromDay: '2026-11-21', toDay: '2026-11-25' }

  it('makes a stand-in who ends by himself', async () => {
    const lent = await as(leader).delegate({ ...once(), personId: officer.personId, ...days })
    const standIn = { ...officer, identity: { ...officer.identity, assignmentId: lent.assignmentId } }
    expect(await as(standIn).me()).toMatchObject({ role: 'commune_leader', delegated: true, can: { delegate: false } })
    expect(await reasonOf(as(standIn).delegate({ ...once(), personId: leader.personId, ...days }))).toBe(
      'people.delegatedCannotLend',
    )
    expect(await reasonOf(as(standIn).invite(invitation()))).toBe('people.delegatedCannotAppoint')
    expect(await reasonOf(as(standIn).me())).toBe('done')
    expect(await reasonOf(as(standIn, new Date('2026-11-25T16:59:59Z')).me())).toBe('done')
    expect(await reasonOf(as(standIn, new Date('2026-11-25T17:00:00Z')).me())).toBe('UNAUTHORIZED')
    expect(await reasonOf(as(leader).delegate({ ...once(), personId: officer.personId, ...days }))).toBe(
      'people.alreadyLent',
    )
    // The lender takes it back.
    await as(leader).endAssignment({ ...once(), assignmentId: lent.assignmentId, reason: 'Đã về cơ quan' })
    expect(await reasonOf(as(standIn).me())).toBe('UNAUTHORIZED')
    await as(leader).delegate({ ...once(), personId: officer.personId, ...days })
  })

  it('opens no account of others by a lent post', async () => {
    const colleague = await makeActor('province_officer', quangTri)
    const lent = await as(admin).delegate({ ...once(), personId: colleague.personId, ...days })
    const standIn = { ...colleague, identity: { ...colleague.identity, assignmentId: lent.assignmentId } }
    const head = await makeActor('department_leader', quangTri)
    for (const target of [admin, head, officer]) {
      expect(await reasonOf(as(standIn).resetAccess({ ...once(), personId: target.personId }))).toBe(
        'people.delegatedCannotAppoint',
      )
    }
  })

  it('is not lent to who comes from outside or looks on', async () => {
    for (const role of ['partner', 'auditor', 'system_operator'] as const) {
      const outsider = await makeActor(role, quangTri)
      expect(await reasonOf(as(admin).delegate({ ...once(), personId: outsider.personId, ...days }))).toBe(
        'people.notColleague',
      )
    }
  })

  it('ends with the post it stands in for', async () => {
    const lent = await as(leader).delegate({ ...once(), personId: officer.personId, ...days })
    const standIn = { ...officer, identity: { ...officer.identity, assignmentId: lent.assignmentId } }
    await as(admin).endAssignment({ ...once(), assignmentId: leader.assignmentId, reason: 'Nghỉ hưu' })
    expect(await reasonOf(as(standIn).me())).toBe('UNAUTHORIZED')
    expect(await as(officer).me()).toBeTruthy()
  })

  it('goes to a colleague of the same unit, for no longer than the post', async () => {
    const near = await makeActor('commune_officer', sibling)
    expect(await reasonOf(as(leader).delegate({ ...once(), personId: near.personId, ...days }))).toBe(
      'people.notColleague',
    )
    expect(await reasonOf(as(leader).delegate({ ...once(), personId: leader.personId, ...days }))).toBe(
      'people.lendToSelf',
    )
    expect(
      await reasonOf(as(leader).delegate({ ...once(), personId: officer.personId, ...days, toDay: '2028-11-25' })),
    ).toBe('people.badDelegation')
    const short = await makeActor('commune_leader', commune, { validTo: new Date('2026-11-24T00:00:00Z') })
    expect(await reasonOf(as(short).delegate({ ...once(), personId: officer.personId, ...days }))).toBe(
      'people.badDelegation',
    )
  })

  it('is open to a province leader, who writes nothing else', async () => {
    const chief = await makeActor('province_leader', quangTri)
    const deputy = await makeActor('province_leader', quangTri)
    expect(await as(chief).delegate({ ...once(), personId: deputy.personId, ...days })).toBeTruthy()
    expect(await reasonOf(as(chief).unlock({ ...once(), personId: deputy.personId }))).toBe('common.forbidden')
  })
})

describe('areas', () => {
  it('are communes of the province, set by the department', async () => {
    const chief = await makeActor('department_leader', quangTri)
    const clerk = await makeActor('province_officer', quangTri)
    const set = (unitIds: number[]) => ({ ...once(), assignmentId: clerk.assignmentId, unitIds })
    expect(await as(chief).setAreas(set([commune.id, sibling.id, commune.id]))).toMatchObject({ areas: 2 })
    expect(await as(admin).setAreas(set([sibling.id]))).toMatchObject({ areas: 1 })
    const [post] = (await as(admin).get({ personId: clerk.personId })).posts
    expect(post).toMatchObject({ areas: [sibling.id], can: { setAreas: true } })
    expect(await reasonOf(as(admin).setAreas(set([abroad.id])))).toBe('people.outside')
    expect(await reasonOf(as(admin).setAreas(set([quangTri.id])))).toBe('people.outside')
    expect(await reasonOf(as(clerk).setAreas(set([])))).toBe('people.postNotYours')
    expect(await reasonOf(as(otherAdmin).setAreas(set([abroad.id])))).toBe('people.postNotFound')
    expect(await reasonOf(as(leader).setAreas(set([])))).toBe('people.postNotFound')
  })
})
