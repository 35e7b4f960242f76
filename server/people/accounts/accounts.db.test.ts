import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roles } from '@/db/enums'
import { persons } from '@/db/schema'
import { asSystem, asUser } from '@/db/session'
import { freshCast, invitationTo, newPhone, once, reasonOf } from '@/db/testing/cast'
import { makeActor, makeUnit, type TestActor, type TestUnit } from '@/db/testing/factories'
import { activate } from '../../auth/activation'
import { givableRoles, roleLevel } from '../../auth/permissions'
import { appRouter } from '../../router'
import { createCallerFactory } from '../../trpc'
import { followPosts } from '../commands'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T03:00:00Z')
const as = (actor: TestActor) => createCaller({ identity: actor.identity, now }).people
const invitation = (over?: Record<string, unknown>) => invitationTo(commune, over)

let close: () => Promise<void>
let nation: TestUnit, quangTri: TestUnit, commune: TestUnit, sibling: TestUnit, abroad: TestUnit
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
})
beforeEach(async () => {
  leader = await makeActor('commune_leader', commune)
  officer = await makeActor('commune_officer', commune)
})
afterAll(async () => {
  await close?.()
})

describe('accounts', () => {
  it('disables a person with a live token at once', async () => {
    expect(await as(officer).me()).toBeTruthy()
    await as(leader).disable({ ...once(), personId: officer.personId })
    expect(await reasonOf(as(officer).me())).toBe('UNAUTHORIZED')
    await as(leader).enable({ ...once(), personId: officer.personId })
    // The old token stays dead: its epoch has passed.
    expect(await reasonOf(as(officer).me())).toBe('UNAUTHORIZED')
    const fresh = { ...officer, identity: { ...officer.identity, epoch: 3 } }
    expect(await as(fresh).me()).toBeTruthy()
  })

  it('goes with its person to the unit of his only post', async () => {
    const moved = await makeActor('commune_officer', commune)
    await as(otherAdmin).invite(invitation({ signInName: moved.signInName, unitId: abroad.id }))
    const follow = () => asSystem('test', (db) => followPosts(db, now))
    // While he works at home too, home keeps the account.
    expect(await follow()).toBe(0)
    await as(admin).endAssignment({ ...once(), assignmentId: moved.assignmentId, reason: 'Chuyển công tác' })
    expect(await reasonOf(as(otherAdmin).resetAccess({ ...once(), personId: moved.personId }))).toBe('people.notFound')
    expect(await follow()).toBe(1)
    expect(await follow()).toBe(0)
    expect(await reasonOf(as(otherAdmin).resetAccess({ ...once(), personId: moved.personId }))).toBe('done')
    expect(await reasonOf(as(admin).resetAccess({ ...once(), personId: moved.personId }))).toBe('people.notFound')
  })

  it('acts on nobody elsewhere and not on oneself', async () => {
    const foreign = await makeActor('commune_officer', abroad)
    const near = await makeActor('commune_officer', sibling)
    for (const target of [foreign, near, admin, ministry]) {
      for (const verb of ['resetAccess', 'unlock', 'disable', 'enable'] as const) {
        expect(await reasonOf(as(leader)[verb]({ ...once(), personId: target.personId }))).toBe('people.notFound')
      }
      const end = { ...once(), assignmentId: target.assignmentId, reason: 'thử xem' }
      expect(await reasonOf(as(leader).endAssignment(end))).toBe('people.postNotFound')
    }
    for (const verb of ['resetAccess', 'unlock', 'disable'] as const) {
      expect(await reasonOf(as(leader)[verb]({ ...once(), personId: leader.personId }))).toBe('people.self')
    }
    expect(
      await reasonOf(as(leader).endAssignment({ ...once(), assignmentId: leader.assignmentId, reason: 'thử xem' })),
    ).toBe('people.self')
    expect(await reasonOf(as(officer).resetAccess({ ...once(), personId: leader.personId }))).toBe('people.notManager')
    expect(await reasonOf(as(leader).get({ personId: randomUUID() }))).toBe('people.notFound')
  })

  it('leaves a peer of the same rank to the level above', async () => {
    const deputy = await makeActor('commune_leader', commune)
    expect(await reasonOf(as(leader).resetAccess({ ...once(), personId: deputy.personId }))).toBe('people.holdsMore')
    expect(await as(admin).resetAccess({ ...once(), personId: deputy.personId })).toMatchObject({ purpose: 'reset' })
  })

  it('ends a post at once, with its reason, and the history stays', async () => {
    await as(leader).endAssignment({ ...once(), assignmentId: officer.assignmentId, reason: 'Chuyển công tác' })
    expect(await reasonOf(as(officer).me())).toBe('UNAUTHORIZED')
    const [post] = (await as(leader).get({ personId: officer.personId })).posts
    expect(post).toMatchObject({ held: false, endedReason: 'Chuyển công tác', can: { end: false } })
    expect(
      await reasonOf(as(leader).endAssignment({ ...once(), assignmentId: officer.assignmentId, reason: 'lần nữa' })),
    ).toBe('people.alreadyEnded')
  })

  it('agrees with the matrix about posts of one level', async () => {
    for (const role of roles) {
      const level = roleLevel[role]
      if (level !== 'nation' && level !== 'province' && level !== 'commune') continue
      const unit = level === 'nation' ? nation : level === 'province' ? quangTri : commune
      const actor = await makeActor(role, unit, { managesAccounts: true })
      const posts = await asUser(actor.identity, 'read', now, async (db) => {
        const { rows } = await db.execute<{ posts: string[] }>(sql`select peer_posts() as posts`)
        return rows[0]?.posts ?? []
      })
      const given = givableRoles(role, true).filter((each) => roleLevel[each] === level || roleLevel[each] === null)
      expect([...posts].sort(), role).toEqual([...given].sort())
    }
  })
})

describe('a pasted list', () => {
  const line = (name: string, phone: string, post: string, unit: string) => [name, phone, post, unit].join('\t')

  it('gives a verdict for each line, then applies the right ones together', async () => {
    const known = await makeActor('commune_officer', abroad)
    const text = [
      line('Họ tên', 'Điện thoại', 'Vai trò', 'Đơn vị'),
      line('Lê Thị Một', newPhone(), 'Chủ tịch UBND', commune.fullName),
      line('Lê Văn Hai', newPhone(), 'Chuyên viên', sibling.code ?? ''),
      line('Lê Văn Ba', known.signInName, 'chuyên viên', commune.name),
      line('=HYPERLINK(1)', newPhone(), 'Chuyên viên', commune.fullName),
      line('Lê Văn Năm', '12', 'Chuyên viên', commune.fullName),
      line('Lê Văn Sáu', newPhone(), 'Chuyên viên', abroad.fullName),
      line('Lê Văn Bảy', newPhone(), 'Bảo vệ', commune.fullName),
      line('Lê Văn Tám', known.signInName, 'Chuyên viên', commune.fullName),
      line('Lê Văn Chín', officer.signInName, 'Chuyên viên', commune.fullName),
      line('Tôi', admin.signInName, 'Chuyên viên', commune.fullName),
      line('Lê Văn Quên', newPhone(), 'Lãnh đạo', ''),
    ].join('\n')
    const before = await asSystem('test', (db) => db.$count(persons))
    const checked = await as(admin).checkAccounts({ text })
    expect(checked.rows.map((row) => row.problem)).toEqual([
      null,
      null,
      null,
      'badName',
      'badSignInName',
      'unitUnknown',
      'postUnknown',
      'twice',
      'alreadyHas',
      'self',
      'unitUnknown',
    ])
    expect(checked.rows[2]?.right).toMatchObject({ known: true, role: 'commune_officer' })
    expect(await asSystem('test', (db) => db.$count(persons))).toBe(before)

    expect(await reasonOf(as(admin).importAccounts({ ...once(), text, expected: 9 }))).toBe('people.importChanged')
    expect(await asSystem('test', (db) => db.$count(persons))).toBe(before)

    const input = { ...once(), text, expected: checked.right }
    const done = await as(admin).importAccounts(input)
    expect(await as(admin).importAccounts(input)).toEqual(done)
    expect(done.skipped).toBe(8)
    expect(done.appointed.map((each) => [each.line, each.known, each.code === null])).toEqual([
      [2, false, false],
      [3, false, false],
      [4, true, true],
    ])
    expect(await asSystem('test', (db) => db.$count(persons))).toBe(before + 2)
    expect(await activate(done.appointed[1]?.code ?? '', 'Mật khẩu mới 1', now)).toMatchObject({ ok: true })
    // All of it stands now, so the same list has nothing left to apply.
    expect((await as(admin).checkAccounts({ text })).right).toBe(0)
  })

  it('tells a commune from its team of the same name by the post', async () => {
    const team = await makeUnit(commune, 'team', commune.fullName)
    const text = [
      line('Hồ Văn Bảy', newPhone(), 'Chuyên viên', commune.fullName),
      line('Hồ Văn Tám', newPhone(), 'Tổ trưởng', commune.fullName),
      line('Hồ Văn Chín', newPhone(), 'Bảo vệ', commune.fullName),
    ].join('\n')
    const { rows } = await as(leader).checkAccounts({ text })
    expect(rows.map((row) => row.problem ?? [row.right?.role, row.right?.unit.id])).toEqual([
      ['commune_officer', commune.id],
      ['team_leader', team.id],
      'postUnknown',
    ])
  })

  it('takes a thousand people in one go and is closed to others', async () => {
    const text = Array.from({ length: 1000 }, (_, i) =>
      line('Lê Văn Đông', `0911${100_000 + i}`, 'chuyên viên', ''),
    ).join('\n')
    const checked = await as(leader).checkAccounts({ text })
    expect(checked.right).toBe(1000)
    const done = await as(leader).importAccounts({ ...once(), text, expected: 1000 })
    expect(done.appointed).toHaveLength(1000)
    expect(await reasonOf(as(officer).checkAccounts({ text }))).toBe('people.notManager')
    expect(await reasonOf(as(leader).checkAccounts({ text: '\n \n' }))).toBe('people.importEmpty')
  })
})
