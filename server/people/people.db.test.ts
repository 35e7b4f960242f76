import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accounts, activationCodes, assignments, auditLog, persons, requests } from '@/db/schema'
import { asSystem } from '@/db/session'
import { freshCast, invitationTo, once, reasonOf } from '@/db/testing/cast'
import {
  makeAccount,
  makeActor,
  makeAssignment,
  makePerson,
  makeUnit,
  type TestActor,
  type TestUnit,
} from '@/db/testing/factories'
import { activate } from '../auth/activation'
import { roleLevel } from '../auth/permissions'
import { signIn } from '../auth/sign-in'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T03:00:00Z')
const as = (actor: TestActor | null, at = now) => createCaller({ identity: actor?.identity ?? null, now: at }).people
const invitation = (over?: Record<string, unknown>) => invitationTo(commune, over)

let close: () => Promise<void>
let nation: TestUnit, quangTri: TestUnit, commune: TestUnit, sibling: TestUnit, abroad: TestUnit, team: TestUnit
let ministry: TestActor, admin: TestActor, otherAdmin: TestActor, leader: TestActor, officer: TestActor

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret that only this test knows, long enough'
  ;({
    nation,
    province: quangTri,
    commune,
    sibling,
    abroad,
    ministry,
    admin,
    otherAdmin,
    close,
  } = await freshCast('Thanh Hóa'))
  team = await makeUnit(commune, 'team', 'Tổ thôn Một')
})
beforeEach(async () => {
  leader = await makeActor('commune_leader', commune)
  officer = await makeActor('commune_officer', commune)
})
afterAll(async () => {
  await close?.()
})

describe('inviting', () => {
  it('opens an account whose code sets the password once', async () => {
    const input = invitation({ title: 'Chuyên viên phụ trách chuyển đổi số', contactPhone: '0900 111 222' })
    const made = await as(leader).invite(input)
    expect(made).toMatchObject({ known: false })
    expect(made.code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    // A lost answer: the same request gives the same code, and nothing happens twice.
    expect(await as(leader).invite(input)).toEqual(made)

    expect(await activate(made.code ?? '', 'yếu', now)).toMatchObject({ ok: false, reason: 'password' })
    expect(await activate(made.code ?? '', 'Mật khẩu mới 1', now)).toMatchObject({ ok: true })
    expect(await activate(made.code ?? '', 'Mật khẩu khác 1', now)).toEqual({ ok: false, reason: 'code' })
    expect(await signIn(input.signInName, 'Mật khẩu mới 1', now)).toMatchObject({ ok: true, personId: made.personId })
  })

  it('keeps no code in clear anywhere', async () => {
    const input = invitation()
    const made = await as(leader).invite(input)
    const code = (made.code ?? '').replace('-', '')
    const [kept] = await asSystem('test', (db) => db.select().from(requests).where(eq(requests.id, input.requestId)))
    expect(JSON.stringify(kept)).toContain(made.personId)
    const codes = await asSystem('test', (db) => db.select().from(activationCodes))
    const trail = await asSystem('test', (db) => db.select().from(auditLog))
    const all = JSON.stringify([kept, codes, trail])
    expect(all).not.toContain(code)
    expect(all).not.toContain(made.code)
    expect(JSON.stringify(trail)).not.toContain('Hồ Thị Mới')
  })

  it('ends a code after 72 hours and when a new one is given', async () => {
    const made = await as(leader).invite(invitation())
    const again = await as(leader).resetAccess({ ...once(), personId: made.personId })
    expect(again.purpose).toBe('activate')
    expect(await activate(made.code ?? '', 'Mật khẩu mới 1', now)).toEqual({ ok: false, reason: 'code' })
    const later = new Date(now.getTime() + 72 * 3_600_000)
    expect(await activate(again.code ?? '', 'Mật khẩu mới 1', later)).toEqual({ ok: false, reason: 'code' })
    expect(await activate(again.code ?? '', 'Mật khẩu mới 1', new Date(later.getTime() - 1))).toMatchObject({
      ok: true,
    })
  })

  it('gives many a new code at once, the same each time it is asked, and names who got none', async () => {
    const waiting = [await as(leader).invite(invitation()), await as(leader).invite(invitation())]
    const stranger = await makeActor('commune_officer', abroad)
    const superior = await makeActor('province_admin', quangTri)
    const ids = [...waiting.map((each) => each.personId), officer.personId, stranger.personId, leader.personId]
    const input = { ...once(), personIds: [...ids, superior.personId, ids[0] as string] }
    const answer = await as(leader).resetMany(input)
    expect(answer.issued.map((each) => each.personId)).toEqual(ids.slice(0, 2))
    expect(answer.skipped).toEqual([
      { personId: officer.personId, reason: 'activated' },
      { personId: stranger.personId, reason: 'notFound' },
      { personId: leader.personId, reason: 'self' },
      { personId: superior.personId, reason: 'notFound' },
    ])
    expect(await as(leader).resetMany(input)).toEqual(answer)
    const codes = answer.issued.map((each) => each.code ?? '')
    expect(new Set(codes).size).toBe(2)
    const [kept] = await asSystem('test', (db) => db.select().from(requests).where(eq(requests.id, input.requestId)))
    for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code)
    // The codes of before are over, the new ones work.
    expect(await activate(waiting[0]?.code ?? '', 'Mật khẩu mới 1', now)).toEqual({ ok: false, reason: 'code' })
    expect(await activate(codes[0] ?? '', 'Mật khẩu mới 1', now)).toMatchObject({ ok: true })

    const names = await as(leader).slipNames({ personIds: input.personIds })
    expect(names.map((each) => each.personId).sort()).toEqual([...ids.slice(0, 3)].sort())
    expect(await reasonOf(as(officer).resetMany({ ...once(), personIds: ids }))).toBe('people.notManager')
    expect(await reasonOf(as(officer).slipNames({ personIds: ids }))).toBe('people.notManager')
    const many = Array.from({ length: 201 }, () => randomUUID())
    expect(await reasonOf(as(leader).resetMany({ ...once(), personIds: many }))).not.toBe('done')
  })

  it('offers codes and posts as far as they are the reader’s', async () => {
    const { personId } = await as(leader).invite(invitation())
    const list = await as(leader).list({ state: 'invited' })
    expect(list.pageSize).toBe(200)
    expect(list.people.find((each) => each.personId === personId)).toMatchObject({ can: { code: true } })
    const active = (await as(leader).list({})).people.filter((each) => each.account?.state !== 'invited')
    expect(active.every((each) => !each.can.code)).toBe(true)
    const { roles: seen } = await as(admin).list({})
    expect(seen).toEqual(expect.arrayContaining(['province_admin', 'commune_officer', 'auditor', 'partner']))
    for (const role of ['ministry_admin', 'district_officer', 'team_leader', 'system_operator'])
      expect(seen).not.toContain(role)
  })

  it('ends an open code when its person is given another post', async () => {
    const { code } = await as(leader).resetAccess({ ...once(), personId: officer.personId })
    const soon = new Date(now.getTime() + 60_000)
    const post = { signInName: officer.signInName, role: 'province_officer' as const, unitId: quangTri.id }
    await as(admin, soon).invite(invitation(post))
    expect(await activate(code ?? '', 'Mot-mat-khau-moi-9', soon)).toEqual({ ok: false, reason: 'code' })
  })

  it('adds a post to somebody known elsewhere and shows nothing of him', async () => {
    const stranger = await makeActor('commune_officer', abroad, { fullName: 'Lê Bí Mật' })
    const made = await as(leader).invite(invitation({ fullName: 'Chị Lan', signInName: stranger.signInName }))
    expect(made).toMatchObject({ known: true, code: null, personId: stranger.personId })
    const seen = await as(leader).get({ personId: stranger.personId })
    const list = await as(leader).list({})
    expect(JSON.stringify([made, seen, list])).not.toMatch(/Bí Mật|Thanh Hóa/)
    expect(seen).toMatchObject({ name: 'Chị Lan', account: null, can: { reset: false, disable: false } })
    expect(seen.posts).toHaveLength(1)
    // The account is not theirs: a new password here would open the post there.
    expect(await reasonOf(as(leader).resetAccess({ ...once(), personId: stranger.personId }))).toBe('people.notFound')
    expect(await reasonOf(as(leader).disable({ ...once(), personId: stranger.personId }))).toBe('people.notFound')
    const there = await as(otherAdmin).get({ personId: stranger.personId })
    expect(there.name).toBe('Lê Bí Mật')
    expect(JSON.stringify(there)).not.toContain('Chị Lan')
    // Nor may his own unit reset it while he holds a post elsewhere.
    expect(await reasonOf(as(otherAdmin).resetAccess({ ...once(), personId: stranger.personId }))).toBe(
      'people.holdsMore',
    )
  })

  it('gives no more than one has, nowhere but at home', async () => {
    const tries: [TestActor, Record<string, unknown>, string][] = [
      [leader, { role: 'commune_leader' }, 'people.roleNotYours'],
      [leader, { role: 'province_admin', unitId: quangTri.id }, 'people.outside'],
      [leader, { unitId: sibling.id }, 'people.outside'],
      [admin, { unitId: abroad.id }, 'people.outside'],
      [admin, { role: 'ministry_admin', unitId: nation.id }, 'people.outside'],
      [admin, { role: 'province_admin', unitId: commune.id }, 'people.roleElsewhere'],
      [admin, { role: 'team_leader', unitId: team.id }, 'people.outside'],
      [admin, { role: 'commune_leader', managesAccounts: true }, 'people.rightNotYours'],
      [ministry, { role: 'commune_leader' }, 'people.outside'],
      [officer, {}, 'people.notManager'],
    ]
    for (const [who, over, reason] of tries) {
      expect(await reasonOf(as(who).invite(invitation(over))), JSON.stringify(over)).toBe(reason)
    }
    const before = await asSystem('test', (db) => db.$count(persons))
    for (const role of ['ministry_analyst', 'province_leader', 'auditor', 'partner', 'department_leader'] as const) {
      const unit = roleLevel[role] === 'nation' ? nation : quangTri
      expect(await reasonOf(as(await makeActor(role, unit)).invite(invitation()))).toMatch(/forbidden|people\./)
    }
    expect(await asSystem('test', (db) => db.$count(persons))).toBe(before + 5)
  })

  it('does not raise oneself, nor give the same post twice', async () => {
    expect(await reasonOf(as(leader).invite(invitation({ signInName: leader.signInName })))).toBe('people.self')
    expect(await reasonOf(as(leader).invite(invitation({ signInName: officer.signInName })))).toBe('people.alreadyHas')
  })

  it('lets a holder of "Quản lý tài khoản cấp xã" appoint communes, and not his equals', async () => {
    const keeper = await makeActor('province_officer', quangTri, { managesAccounts: true })
    expect(await as(keeper).invite(invitation({ role: 'commune_leader' }))).toMatchObject({ known: false })
    expect(await reasonOf(as(keeper).invite(invitation({ role: 'province_officer', unitId: quangTri.id })))).toBe(
      'people.roleNotYours',
    )
    expect(await reasonOf(as(keeper).resetAccess({ ...once(), personId: admin.personId }))).toBe('people.holdsMore')
    expect(await reasonOf(as(keeper).unlock({ ...once(), personId: admin.personId }))).toBe('people.notAbove')
  })
})

describe('seeing', () => {
  it('shows one level and the one below, by given name, found without marks', async () => {
    await as(leader).invite(invitation({ fullName: 'Trần Văn Bảnh' }))
    await as(leader).invite(invitation({ fullName: 'Nguyễn Thị Ánh' }))
    const names = (await as(leader).list({ q: 'van banh' })).people.map((each) => each.name)
    expect(names).toEqual(['Trần Văn Bảnh'])
    const all = (await as(leader).list({})).people.map((each) => each.name)
    expect(all.indexOf('Nguyễn Thị Ánh')).toBeLessThan(all.indexOf('Trần Văn Bảnh'))
    expect((await as(admin).list({ q: 'banh', unitId: commune.id })).total).toBe(1)
    expect((await as(otherAdmin).list({ q: 'banh' })).total).toBe(0)
    const [shown] = (await as(leader).list({ q: 'van banh' })).people
    expect(shown?.account?.signInName).toMatch(/^09xx xxx \d{3}$/)
    expect(shown?.account?.state).toBe('invited')
  })

  it('shows the ministry no commune and a plain officer his own unit only', async () => {
    const seen = await as(ministry).list({})
    expect(JSON.stringify(seen)).not.toContain(commune.fullName)
    expect(await reasonOf(as(ministry).get({ personId: officer.personId }))).toBe('people.notFound')
    const colleagues = await as(officer).list({})
    expect(colleagues.people.every((each) => each.posts.every((post) => post.unit.id === commune.id))).toBe(true)
    expect(colleagues.people.every((each) => each.account === null)).toBe(true)
    expect(await reasonOf(as(await makeActor('auditor', quangTri)).list({}))).toBe('people.notManager')
  })

  it('says who one is under which posts', async () => {
    const other = await makeAssignment({ personId: leader.personId, unit: abroad, role: 'auditor' })
    const me = await as(leader).me()
    expect(me.assignments.map((each) => each.assignmentId)).toEqual(
      expect.arrayContaining([leader.assignmentId, other]),
    )
    expect(me.assignments.every((each) => each.unit.fullName !== '')).toBe(true)
    expect(me.can).toEqual({
      ...{
        viewReports: true,
        viewTeamReports: true,
        viewTeams: true,
        viewTraining: true,
        viewReminders: true,
        viewPeople: true,
        managePeople: true,
        delegate: true,
      },
      ...{ viewActivities: true, logActivities: true, manageReorganisations: true },
    })
  })
})

describe('whoever is nobody', () => {
  it('gets nothing, whatever is asked', async () => {
    const nobody = as(null)
    for (const call of [nobody.me(), nobody.list({}), nobody.places(), nobody.invite(invitation())]) {
      expect(await reasonOf(call)).toBe('UNAUTHORIZED')
    }
    const forged = { ...officer, identity: { ...officer.identity, assignmentId: leader.assignmentId } }
    expect(await reasonOf(as(forged).me())).toBe('UNAUTHORIZED')
  })

  it('leaves no row when a command fails half-way', async () => {
    const taken = await makePerson({ unit: commune })
    const name = await makeAccount({ personId: taken.personId })
    const before = await asSystem('test', (db) => db.$count(assignments))
    // The name is taken between the look and the write: the account fails after person and post were written.
    const race = await Promise.allSettled([
      as(leader).invite(invitation({ signInName: '0922 000 001' })),
      as(leader).invite(invitation({ signInName: '0922 000 001', fullName: 'Lê Hai' })),
    ])
    const won = race.filter((each) => each.status === 'fulfilled').length
    expect(won).toBeGreaterThanOrEqual(1)
    const rows = await asSystem('test', (db) =>
      db
        .select()
        .from(accounts)
        .where(and(eq(accounts.signInName, '0922000001'))),
    )
    expect(rows).toHaveLength(1)
    expect(await asSystem('test', (db) => db.$count(assignments))).toBe(before + won)
    expect(name).toBeTruthy()
  })
})
