import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { NextRequest } from 'next/server'
import { apiContext, refusedPost } from '@/server/auth/request'
import { appRouter } from '@/server/router'

/** A signed scan of 10 MB in base64 is the largest thing that anybody sends. */
const maxBodyBytes = 16_000_000

async function handler(request: NextRequest): Promise<Response> {
  const refused = request.method === 'POST' ? refusedPost(request, maxBodyBytes) : null
  if (refused) return refused
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    // Also what is only read is asked by POST: what somebody searches for stays out of addresses and their logs.
    allowMethodOverride: true,
    // One question a request: a hundred in one would be answered at once.
    allowBatching: false,
    createContext: () => apiContext(request),
    // Names and numbers are kept by nobody on the way.
    responseMeta: () => ({ headers: { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } }),
    onError({ error, path }) {
      // What a person did wrong is told to the person; only what we did wrong goes to the log, without values.
      if (error.code === 'INTERNAL_SERVER_ERROR') console.error(path, error.cause ?? error)
    },
  })
}

export { handler as GET, handler as POST }
