import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/server/auth/config'
import { sharedCookie } from '@/server/auth/rules'
import { forgetOnClose } from '@/server/auth/shared-device'

const auth = NextAuth(authOptions) as (request: NextRequest, context: unknown) => Promise<Response>

async function handler(request: NextRequest, context: unknown): Promise<Response> {
  const response = await auth(request, context)
  return request.cookies.has(sharedCookie) ? forgetOnClose(response) : response
}

export { handler as GET, handler as POST }
