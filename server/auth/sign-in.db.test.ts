import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { accessLog, accounts } from '@/db/schema'
import { asSystem, endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import {
  childrenOf,
  findUnit,
  makeActor,
  makeAssignment,
  type TestActor,
  type TestUnit,
  testPassword,
} from '@/db/testing/factories'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { activate, changePassword } from './activation'
import { chosenAssignment } from './identity'
import { lockMinutes, maxFailures } from './rules'
import { confirmPassword, signIn } from './sign-in'

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-21T03:00:00Z')
const later = new Date(now.getTime() + lockMinutes * 60_000)
let drop: () => Promise<void>
let commune: TestUnit
let leader: TestActor, officer: TestActor

beforeAll(async () => {
  process.env.NEXTAUTH_SECRET = 'a secret that only this test knows, long enough'
  drop = (await freshDatabase()).drop
  ;[commune] = (await childrenOf(await findUnit('province', 'Cà Mau'))) as [TestUnit]
})
beforeEach(async () => {
  leader = await makeActor('commune_leader', commune)
  officer = await makeActor('commune_officer', commune)
})
afterEach(() => {
  delete process.env.DEMO
})
afterAll(async () => {
  await endSessions()
  await drop()
})

const wrong = (name: string, at = now) => signIn(name, 'không phải', at)
const accountOf = async (personId: string) => {
  const [account] = await asSystem('test', (db) => db.select().from(accounts).where(eq(accounts.personId, personId)))
  return account
}

it('knows the name in any form and the password in any composition', async () => {
  const name = officer.signInName
  const typed = `+84 ${name.slice(1, 4)}.${name.slice(4, 7)}.${name.slice(7)}`
  expect(await signIn(typed, testPassword, now)).toMatchObject({ ok: true, personId: officer.personId, epoch: 1 })
  const changed = await changePassword(officer.personId, 1, testPassword, 'Mật khẩu Đẹp', now)
  expect(changed).toEqual({ ok: true, signInName: name })
  expect(await signIn(name, 'Mật khẩu Đẹp'.normalize('NFD'), now)).toMatchObject({ ok: true, epoch: 2 })
})

it('counts down, locks at the fifth wrong one and opens after the set time', async () => {
  for (let left = maxFailures - 1; left > 0; left--) {
    expect(await wrong(officer.signInName)).toEqual({ ok: false, reason: 'wrong', left })
  }
  expect(await wrong(officer.signInName)).toEqual({ ok: false, reason: 'locked', until: later })
  expect(await signIn(officer.signInName, testPassword, now)).toEqual({ ok: false, reason: 'locked', until: later })
  expect(await signIn(officer.signInName, testPassword, later)).toMatchObject({ ok: true })
  expect(await accountOf(officer.personId)).toMatchObject({ failedCount: 0, lockedUntil: null })
})

it('answers for a name that nobody has exactly like for one that somebody has', async () => {
  const answers = async (name: string) => {
    const all = []
    for (let i = 0; i < maxFailures + 2; i++) all.push(await wrong(name))
    return all
  }
  expect(await answers('0999 000 001')).toEqual(await answers(officer.signInName))
})

it('counts attempts made at once one by one', async () => {
  const results = await Promise.all(Array.from({ length: 12 }, () => wrong(officer.signInName)))
  expect(results.filter((each) => !each.ok && each.reason === 'wrong')).toHaveLength(maxFailures - 1)
  expect(results.filter((each) => !each.ok && each.reason === 'locked')).toHaveLength(12 - maxFailures + 1)
  expect((await signIn(officer.signInName, testPassword, now)).ok).toBe(false)
})

it('is unlocked by the level above', async () => {
  for (let i = 0; i < maxFailures; i++) await wrong(officer.signInName)
  const people = createCaller({ identity: leader.identity, now }).people
  expect((await people.get({ personId: officer.personId })).account?.state).toBe('locked')
  expect((await people.list({ state: 'locked' })).people.map((each) => each.personId)).toContain(officer.personId)
  await people.unlock({ requestId: randomUUID(), personId: officer.personId })
  expect(await signIn(officer.signInName, testPassword, now)).toMatchObject({ ok: true })
})

it('asks again under the same count, and only while the token holds', async () => {
  expect(await confirmPassword(officer.personId, 1, testPassword, now)).toMatchObject({ ok: true })
  expect(await confirmPassword(officer.personId, 2, testPassword, now)).toEqual({ ok: false, reason: 'signedOut' })
  expect(await confirmPassword(randomUUID(), 1, testPassword, now)).toEqual({ ok: false, reason: 'signedOut' })
  for (let i = 0; i < maxFailures; i++) await confirmPassword(officer.personId, 1, 'sai', now)
  expect(await signIn(officer.signInName, testPassword, now)).toMatchObject({ reason: 'locked' })
})

it('ends all other sign-ins with a change of password', async () => {
  const me = () => createCaller({ identity: officer.identity, now }).people.me()
  expect(await me()).toBeTruthy()
  expect(await changePassword(officer.personId, 1, testPassword, 'ngắn', now)).toMatchObject({ reason: 'password' })
  expect(await changePassword(officer.personId, 1, testPassword, testPassword, now)).toEqual({
    ok: false,
    reason: 'same',
  })
  expect(await changePassword(officer.personId, 1, 'sai', 'Mật khẩu mới 2', now)).toMatchObject({ reason: 'wrong' })
  expect(await changePassword(officer.personId, 1, testPassword, 'Mật khẩu mới 2', now)).toMatchObject({ ok: true })
  await expect(me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

it('refuses the disabled, and demo passwords when DEMO=off', async () => {
  const disabled = await makeActor('commune_officer', commune, {}, { disabledAt: now })
  expect(await signIn(disabled.signInName, testPassword, now)).toEqual({ ok: false, reason: 'disabled' })
  expect(await signIn(disabled.signInName, 'sai', now)).toMatchObject({ reason: 'wrong' })
  const demo = await makeActor('commune_officer', commune, {}, { demo: true })
  expect(await signIn(demo.signInName, testPassword, now)).toMatchObject({ ok: true })
  process.env.DEMO = 'off'
  expect(await signIn(demo.signInName, testPassword, now)).toEqual({ ok: false, reason: 'demoOff' })
})

it('acts under nothing that is not held now', async () => {
  const ended = await makeAssignment({
    personId: officer.personId,
    unit: commune,
    role: 'commune_leader',
    validTo: now,
  })
  const future = await makeAssignment({
    personId: officer.personId,
    unit: commune,
    role: 'commune_leader',
    validFrom: later,
  })
  for (const wanted of [ended, future, leader.assignmentId, undefined]) {
    expect(await chosenAssignment(officer.personId, 1, wanted, now)).toEqual(officer.identity)
  }
  expect((await chosenAssignment(officer.personId, 1, future, later))?.assignmentId).toBe(future)
  expect(await chosenAssignment(officer.personId, 7, undefined, now)).toBeNull()
  for (const assignmentId of [ended, future]) {
    const caller = createCaller({ identity: { ...officer.identity, assignmentId }, now })
    await expect(caller.people.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  }
})

it('logs each attempt, and no password', async () => {
  await wrong(officer.signInName)
  await signIn(officer.signInName, testPassword, now, '192.0.2.1')
  await activate('ABCDE-23456', 'Mật khẩu mới 3', now)
  const log = await asSystem('test', (db) => db.select().from(accessLog))
  const mine = log.filter((row) => row.personId === officer.personId)
  expect(mine.map((row) => row.kind)).toEqual(['sign_in_failed', 'sign_in'])
  expect(log.some((row) => row.reason === 'code')).toBe(true)
  expect(JSON.stringify(log)).not.toMatch(/không phải|Mat-khau|Mật khẩu/)
})
