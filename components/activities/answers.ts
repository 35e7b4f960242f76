import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['activities']
export type ActivityList = Outputs['list']
export type ActivityRow = ActivityList['rows'][number]
export type Activity = Outputs['get']
export type CommuneFigures = Outputs['communeFigures']
export type Register = Outputs['register']
