import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

/** The document of a month as the page receives it. */
export type PaperAnswer = inferRouterOutputs<AppRouter>['reports']['paper']
