import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>
export type UnitDetail = Outputs['units']['get']
export type FoundUnit = Outputs['units']['search'][number]
export type ChildUnit = Outputs['units']['tree'][number]
export type ListedCommune = Outputs['units']['list'][number]
export type CommuneCoverage = NonNullable<Outputs['teams']['coverage']>[number]
export type CommuneTeams = NonNullable<Outputs['teams']['list']>
export type TeamDetail = NonNullable<Outputs['teams']['get']>
export type EdgeList = Outputs['units']['edges']
export type Predecessor = EdgeList['rows'][number]
export type ImportResult = Outputs['units']['importVillages']
