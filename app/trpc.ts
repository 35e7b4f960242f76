import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { authOptions } from '@/server/auth/config'
import { chosenAssignment } from '@/server/auth/identity'
import { appRouter } from '@/server/router'
import { createCallerFactory, type RequestContext } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)

/** The cookie that chooses the assignment of new pages; a mutation names the one its page was rendered under. */
export const assignmentCookie = 'assignment'

/** Who asks for this page. Once per request. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const now = new Date()
  const session = await getServerSession(authOptions)
  if (!session?.personId) return { identity: null, now }
  const wanted = (await cookies()).get(assignmentCookie)?.value
  const identity = await chosenAssignment(session.personId, session.epoch, wanted, now)
  return { identity, now }
})

/** The router in process, no HTTP hop. Sends to the sign-in page when nobody is signed in. */
export async function api() {
  const context = await requestContext()
  if (!context.identity) redirect('/sign-in')
  return createCaller(context)
}
