import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/server/auth/config'
import { sharedCookie } from '@/server/auth/rules'
import { forgetOnClose, forgetOwner } from '@/server/auth/shared-device'

const auth = NextAuth(authOptions) as (request: NextRequest, context: unknown) => Promise<Response>

async function handler(request: NextRequest, context: unknown): Promise<Response> {
  const given = await auth(request, context)
  // Not when a session is only prolonged: its owner stays who he was.
  const response = request.method === 'POST' ? forgetOwner(given) : given
  return request.cookies.has(sharedCookie) ? forgetOnClose(response) : response
}

export { handler as GET, handler as POST }
