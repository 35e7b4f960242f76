import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>
export type UnitDetail = Outputs['units']['get']
/** The agencies of a unit with their history, and one of them. */
export type Agencies = Outputs['agencies']['list']
export type Agency = Agencies['agencies'][number]
export type FoundUnit = Outputs['units']['search'][number]
export type ChildUnit = Outputs['units']['tree'][number]
export type ListedCommune = Outputs['units']['list'][number]
export type CommuneCoverage = NonNullable<Outputs['teams']['coverage']>[number]
export type CommuneTeams = NonNullable<Outputs['teams']['list']>
export type TeamDetail = NonNullable<Outputs['teams']['get']>
export type UnitChanges = Outputs['units']['changes']
export type ListedChange = UnitChanges['rows'][number]
export type EdgeList = Outputs['units']['edges']
export type Predecessor = EdgeList['rows'][number]
export type ImportResult = Outputs['units']['importVillages']
