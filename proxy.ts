import { type NextRequest, NextResponse } from 'next/server'

/** Tells the pages their own address, so that whoever must sign in first comes back to where he wanted to be. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers)
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api/|_next/|.*\\.(?:svg|png|ico|webmanifest)$).*)'] }
