import { comparisonsRouter } from './comparisons/router'
import { filesRouter } from './files/router'
import { overviewRouter } from './overview/router'
import { peopleRouter } from './people/router'
import { reportsRouter } from './reports/router'
import { router } from './trpc'

/** The list of nouns, one line each. */
export const appRouter = router({
  comparisons: comparisonsRouter,
  files: filesRouter,
  overview: overviewRouter,
  people: peopleRouter,
  reports: reportsRouter,
})

export type AppRouter = typeof appRouter
