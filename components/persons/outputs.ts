import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>
export type DataRequests = NonNullable<Outputs['persons']['requests']>
export type DataRequest = DataRequests[number]
export type Readings = Outputs['persons']['readings']
export type OwnRecords = Outputs['persons']['own']
export type Kept = NonNullable<Outputs['persons']['kept']>
