import { cookies } from 'next/headers'
import { createCaller, requestContext } from '@/app/trpc'
import { ownerCookie, ownerDays } from '@/server/activities/rules'
import { sharedCookie } from '@/server/auth/rules'

/**
 * What a device keeps for logging without a network: whose log it is, his teams and what their forms offer. Nothing on a shared
 * device (22.22). Where nobody is signed in: 401.
 */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store' }
  const context = await requestContext()
  const { identity } = context
  if (!identity) return Response.json(null, { status: 401, headers })
  if ((await cookies()).has(sharedCookie)) return Response.json(null, { status: 409, headers })
  const me = await createCaller(context).people.me()
  const own = me.assignments.filter(({ role }) => role === 'team_leader' || role === 'team_member').slice(0, 5)
  const posts = []
  for (const { assignmentId, unit } of own) {
    const caller = createCaller({ ...context, identity: { ...identity, assignmentId } })
    posts.push({ assignmentId, ...(await caller.activities.choices({ teamId: unit.id })) })
  }
  const owner = `${ownerCookie}=${me.personId}; Path=/; Max-Age=${ownerDays * 86_400}; SameSite=Lax`
  return Response.json(
    { personId: me.personId, posts },
    { headers: posts.length > 0 ? { ...headers, 'set-cookie': owner } : headers },
  )
}
