import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['teamReports']

export type OwnTeamReport = Outputs['own']
export type TeamGrid = Outputs['grid']
export type GridRow = TeamGrid['rows'][number]
export type TeamHistory = Outputs['history']
export type LateOverview = Outputs['late']
export type LateReport = LateOverview['reports'][number]
export type PaperForms = Outputs['paper']
