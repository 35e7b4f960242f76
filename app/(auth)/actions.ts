'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { lockedPerson, session } from '@/app/trpc'
import { ownerCookie } from '@/server/activities/rules'
import { activate, changePassword, noteSignOut } from '@/server/auth/activation'
import { chosenAssignment } from '@/server/auth/identity'
import { originOf } from '@/server/auth/request'
import { assignmentCookie, lockedCookie, sharedCookie } from '@/server/auth/rules'
import { confirmPassword } from '@/server/auth/sign-in'

// What is called from the browser may be called by anybody with anything: every argument is read anew here.
const text = z.string().min(1).max(400)
const ownCookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const

/** "Máy dùng chung": said before signing in, so that the session is made to end with the browser. */
export async function rememberDevice(shared: boolean): Promise<void> {
  const jar = await cookies()
  if (shared === true) jar.set(sharedCookie, '1', ownCookie)
  else jar.delete(sharedCookie)
  // A lock is opened by its person's password, or by signing out.
  if (!(await lockedPerson())) jar.delete(lockedCookie)
}

export async function activateAccount(code: string, password: string) {
  const input = z.tuple([text, text]).safeParse([code, password])
  if (!input.success) return { ok: false, reason: 'code' } as const
  return activate(input.data[0], input.data[1], new Date(), originOf(await headers()))
}

export async function changeOwnPassword(current: string, next: string) {
  const input = z.tuple([text, text]).safeParse([current, next])
  const signedIn = await session()
  if (!signedIn?.personId || !input.success) return { ok: false, reason: 'signedOut' } as const
  return changePassword(signedIn.personId, signedIn.epoch, input.data[0], input.data[1])
}

/** The screen of a shared PC locks: a page loaded from now on asks for the password first. */
export async function lockScreen(): Promise<void> {
  ;(await cookies()).set(lockedCookie, '1', ownCookie)
}

export async function unlockScreen(password: string) {
  const input = text.safeParse(password)
  const signedIn = await session()
  if (!signedIn?.personId || !input.success) return { ok: false, reason: 'signedOut' } as const
  const result = await confirmPassword(
    signedIn.personId,
    signedIn.epoch,
    input.data,
    new Date(),
    originOf(await headers()),
  )
  if (!result.ok) return result
  ;(await cookies()).delete(lockedCookie)
  return { ok: true } as const
}

/** Chooses the post that new pages are shown under; only one's own, only one held now. */
export async function switchAssignment(data: FormData): Promise<void> {
  const wanted = z.uuid().safeParse(data.get('assignment')).data
  const signedIn = await session()
  if (wanted && signedIn?.personId) {
    const chosen = await chosenAssignment(signedIn.personId, signedIn.epoch, wanted, new Date())
    if (chosen?.assignmentId === wanted) (await cookies()).set(assignmentCookie, wanted, ownCookie)
  }
  redirect('/')
}

export async function signOut(): Promise<void> {
  const signedIn = await session()
  const jar = await cookies()
  for (const { name } of jar.getAll()) {
    if (/session-token(\.\d+)?$/.test(name)) jar.delete({ name, path: '/', secure: name.startsWith('__Secure-') })
  }
  for (const name of [assignmentCookie, sharedCookie, lockedCookie, ownerCookie]) jar.delete(name)
  if (signedIn?.personId) await noteSignOut(signedIn.personId)
  redirect('/sign-in')
}
