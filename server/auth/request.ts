import type { NextRequest } from 'next/server'
import { getToken } from 'next-auth/jwt'
import { z } from 'zod'
import { readEnv } from '@/db/env'
import { accessLog } from '@/db/schema'
import { asSystem } from '@/db/session'
import type { RequestContext } from '../trpc'
import { lockedCookie } from './rules'

/** The header by which a request names the assignment its page was rendered under. */
export const assignmentHeader = 'x-assignment'

/** Whether a posting request comes from our own pages: its Origin, when the browser sends one, is our host. */
export function sameOrigin(request: NextRequest): boolean {
  const origin = request.headers.get('origin')
  if (!origin) return request.headers.get('sec-fetch-site') !== 'cross-site'
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === (request.headers.get('host') ?? '')
}

/**
 * Why a posting request is not read: it comes from other pages than ours (403), does not say how large it is (411), or is larger than
 * anybody needs (413). Null: it may be read.
 */
export function refusedPost(request: NextRequest, maxBytes: number): Response | null {
  if (!sameOrigin(request)) return new Response(null, { status: 403 })
  const length = request.headers.get('content-length')
  if (length === null) return new Response(null, { status: 411 })
  return Number(length) <= maxBytes ? null : new Response(null, { status: 413 })
}

/** Context of an API request: the token's person, the assignment its page names. No assignment named, or a locked screen: nobody. */
export async function apiContext(request: NextRequest): Promise<RequestContext> {
  const now = new Date()
  const token = await getToken({ req: request })
  const assignmentId = z.uuid().safeParse(request.headers.get(assignmentHeader)).data
  if (!token?.personId || !assignmentId || request.cookies.has(lockedCookie)) return { identity: null, now }
  const identity = { personId: token.personId, epoch: token.epoch, assignmentId }
  return {
    identity,
    now,
    onRefused: ({ procedure, reason }) =>
      asSystem('refusal', async (db) => {
        await db
          .insert(accessLog)
          .values({ at: now, kind: 'refused', personId: identity.personId, assignmentId, subject: procedure, reason })
      }),
  }
}

/** The address a request came from, for logs and limits. Behind a trusted proxy only: without one the header is anybody's. */
export function originOf(headers: Pick<Headers, 'get'>): string | undefined {
  if (!readEnv().TRUST_PROXY) return undefined
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) || undefined
}
