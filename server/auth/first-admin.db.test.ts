import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { findUnit, makeActor } from '@/db/testing/factories'
import { appRouter } from '../router'
import { createCallerFactory } from '../trpc'
import { activate } from './activation'
import { makeFirstAdmin } from './first-admin'
import { chosenAssignment } from './identity'
import { signIn } from './sign-in'

const now = new Date('2026-11-21T03:00:00Z')
let drop: () => Promise<void>
beforeAll(async () => {
  drop = (await freshDatabase()).drop
})
afterAll(async () => {
  await endSessions()
  await drop()
})
const keyOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { key?: string }) => error.key,
  )

it('makes one administrator, whose code opens the house, and no second one', async () => {
  expect(await keyOf(makeFirstAdmin('=1+1', '0900 000 001', now))).toBe('admin.badName')
  expect(await keyOf(makeFirstAdmin('Phạm Thị Bộ', '12', now))).toBe('admin.badSignIn')
  // Demo administrators count for nobody: the real one is still to come.
  const demo = await makeActor('ministry_admin', await findUnit('nation'), {}, { demo: true })
  expect(await keyOf(makeFirstAdmin('Phạm Thị Bộ', demo.signInName, now))).toBe('admin.nameTaken')

  const lost = await makeFirstAdmin('Phạm Thị Bộ', '0900 000 001', now)
  const made = await makeFirstAdmin('Phạm Thị Bộ', '0900 000 001', now)
  expect(await activate(lost.code, 'Mật khẩu mới 1', now)).toEqual({ ok: false, reason: 'code' })
  expect(await activate(made.code, 'Mật khẩu mới 1', now)).toMatchObject({ ok: true })
  const session = await signIn('0900000001', 'Mật khẩu mới 1', now)
  if (!session.ok) throw new Error('not signed in')
  const identity = await chosenAssignment(session.personId, session.epoch, undefined, now)
  const me = await createCallerFactory(appRouter)({ identity, now }).people.me()
  expect(me).toMatchObject({ role: 'ministry_admin', can: { managePeople: true } })
  expect(await keyOf(makeFirstAdmin('Người Khác', '0900 000 002', now))).toBe('admin.already')
})
