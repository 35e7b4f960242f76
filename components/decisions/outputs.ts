import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>
export type Decisions = NonNullable<Outputs['decisions']['list']>
export type ListedDecision = Decisions['rows'][number]
export type DecisionDetail = Outputs['decisions']['get']
export type Unplaced = NonNullable<Outputs['rosters']['unplaced']>
export type DraftInput = inferRouterInputs<AppRouter>['decisions']['draft']
