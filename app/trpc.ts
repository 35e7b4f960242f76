import 'server-only'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { getServerSession, type Session } from 'next-auth'
import { cache } from 'react'
import { authOptions } from '@/server/auth/config'
import { chosenAssignment } from '@/server/auth/identity'
import { assignmentCookie, lockedCookie } from '@/server/auth/rules'
import { appRouter } from '@/server/router'
import { createCallerFactory, type RequestContext } from '@/server/trpc'

export const createCaller = createCallerFactory(appRouter)

/** The request header in which proxy.ts hands the address of the page to the server. */
export const pathHeader = 'x-path'

/** The token of this request, before anything is asked of the database. */
export const session = cache((): Promise<Session | null> => getServerSession(authOptions))

/** Whose token this is, also while his screen is locked. The cookie chooses the post; a mutation names the one its page came with. */
const whoAsks = cache(async (): Promise<RequestContext> => {
  const now = new Date()
  const signedIn = await session()
  if (!signedIn?.personId) return { identity: null, now }
  const wanted = (await cookies()).get(assignmentCookie)?.value
  const identity = await chosenAssignment(signedIn.personId, signedIn.epoch, wanted, now)
  return { identity, now }
})

/** Who asks for this page, once per request; nobody while the screen is locked. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const context = await whoAsks()
  return (await cookies()).has(lockedCookie) ? { ...context, identity: null } : context
})

/** Who locked this screen, or null when nobody did. */
export const lockedPerson = cache(async () => {
  if (!(await cookies()).has(lockedCookie)) return null
  const context = await whoAsks()
  return context.identity ? createCaller(context).people.me() : null
})

/** The router in process, no HTTP hop. Sends whoever is not there to the lock or the sign-in page, and from there back. */
export async function api() {
  const context = await requestContext()
  if (!context.identity) {
    const door = (await lockedPerson()) ? '/locked' : '/sign-in'
    const path = (await headers()).get(pathHeader)
    redirect(path && path !== '/' ? `${door}?next=${encodeURIComponent(path)}` : door)
  }
  return createCaller(context)
}

/** Who acts, for the layout and its pages alike: asked once per request. */
export const me = cache(async () => (await api()).people.me())

/**
 * How many things wait under each post of the caller. Each is a short read under that post's own identity, one after the
 * other, five at most: a page takes few connections.
 */
export async function waitingByPost(assignmentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const context = await requestContext()
  const counts = new Map<string, number>()
  for (const assignmentId of assignmentIds.slice(0, 5)) {
    if (!context.identity) break
    const caller = createCaller({ ...context, identity: { ...context.identity, assignmentId } })
    // A post that ended a moment ago has nothing waiting; the page itself will say so.
    counts.set(assignmentId, await caller.overview.waiting().catch(() => 0))
  }
  return counts
}

/**
 * What a page asked for, or the page that says why not: "not found" for what does not exist for this person, the error
 * page with its own sentence for a verb that is not his.
 */
export async function answer<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    const { code, message } = (error ?? {}) as { code?: string; message?: string }
    // A new installation: nothing is missing that could be looked for.
    if (message === 'calendar.noneYet') throw Object.assign(new Error('NoPeriod'), { digest: 'NoPeriod' })
    if (code === 'NOT_FOUND' || code === 'BAD_REQUEST') notFound()
    if (code === 'FORBIDDEN') throw Object.assign(new Error('Forbidden'), { digest: 'Forbidden' })
    if (code === 'UNAUTHORIZED') redirect('/sign-in')
    throw error
  }
}
