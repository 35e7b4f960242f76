import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roles } from '@/db/enums'
import { accounts, activationCodes, assignments, auditLog, persons, requests } from '@/db/schema'
import { asSystem, asUser, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import {
  childrenOf,
  findUnit,
  makeAccount,
  makeActor,
  makeAssignment,
  makePerson,
  makeUnit,
  type TestActor,
  type TestUnit,
} from '@/db/testing/factories'
import { activate } from '../auth/activation'
import { givableRoles, roleLevel } from '../auth/permissions'
import { signIn } from '../auth/sign-in'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { followPosts } from './commands'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T03:00:00Z')
const as = (actor: TestActor | null, at = now) => createCaller({ identity: actor?.identity ?? null, now: at }).people
const once = () => ({ requestId: randomUUID() })
const reasonOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code?: string; message: string }) => (error.code === 'UNAUTHORIZED' ? 'UNAUTHORIZED' : error.message),
  )

let drop: () => Promise<void>
let quangTri: TestUnit, thanhHoa: TestUnit, nation: TestUnit
let commune: TestUnit, sibling: TestUnit, abroad: TestUnit, team: TestUnit
let ministry: TestActor, admin: TestActor, otherAdmin: TestActor, leader: TestActor, officer: TestActor

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret that only this test knows, long enough'
  drop = (await freshDatabase()).drop
  nation = await findUnit('nation')
  quangTri = await findUnit('province', 'Quảng Trị')
  thanhHoa = await findUnit('province', 'Thanh Hóa')
  ;[commune, sibling] = (await childrenOf(quangTri)) as [TestUnit, TestUnit]
  ;[abroad] = (await childrenOf(thanhHoa)) as [TestUnit]
  team = await makeUnit(commune, 'team', 'Tổ thôn Một')
  ministry = await makeActor('ministry_admin', nation)
  admin = await makeActor('province_admin', quangTri)
  otherAdmin = await makeActor('province_admin', thanhHoa)
})
beforeEach(async () => {
  leader = await makeActor('commune_leader', commune)
  officer = await makeActor('commune_officer', commune)
})
afterAll(async () => {
  await endSessions()
  await drop()
})

let phones = 0
const newPhone = () => `0900 ${String(200_000 + ++phones).replace(/(\d{3})(\d{3})/, '$1 $2')}`
const invitation = (over: Record<string, unknown> = {}) => ({
  ...once(),
  fullName: 'Hồ Thị Mới',
  signInName: newPhone(),
  role: 'commune_officer' as const,
  unitId: commune.id,
  ...over,
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
    expect(me.can).toEqual({ viewReports: true, viewPeople: true, managePeople: true, delegate: true })
  })
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
