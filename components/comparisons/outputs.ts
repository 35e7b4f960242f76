import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['comparisons']
export type Comparison = Outputs['compare']
export type CompareOptions = Outputs['options']
export type Series = Outputs['series']
export type Headlines = Outputs['headlines']
export type HeadlineVerdict = Outputs['checkHeadlines'][number]
