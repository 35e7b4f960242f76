import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { apiContext, sameOrigin } from '@/server/auth/request'
import { appRouter } from '@/server/router'

async function handler(request: NextRequest): Promise<Response> {
  if (request.method === 'POST' && !sameOrigin(request)) return new Response(null, { status: 403 })
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Also what is only read is asked by POST: what somebody searches for stays out of addresses and their logs.
    allowMethodOverride: true,
    createContext: () => apiContext(request),
    onError({ error, path }) {
      // What a person did wrong is told to the person; only what we did wrong goes to the log, without values.
      if (error.code === 'INTERNAL_SERVER_ERROR') console.error(path, error.cause ?? error)
    },
  })
}

export { handler as GET, handler as POST }
