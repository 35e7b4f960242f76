import { type NextRequest, NextResponse } from 'next/server'

/** Pages only: the API has no look to protect, and a proxy before it costs a fifth of its throughput. */
export const config = {
  matcher: [{ source: '/((?!api|_next/static|_next/image|favicon.ico).*)' }],
}

const development = process.env.NODE_ENV === 'development'

/** What a page may load: ourselves alone, scripts by a nonce made for each answer. */
function policy(nonce: string): string {
  return [
    `default-src 'self'`,
    // Development compiles in the browser; nothing served for real evaluates text.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `worker-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
  const header = policy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // Pages do not know their own address: whoever must sign in first comes back to it (app/trpc.ts).
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', header)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', header)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  return response
}
