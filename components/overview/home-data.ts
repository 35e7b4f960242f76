import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['overview']

/** The first page of a post, by the level of its unit. */
export type Home = Outputs['home']
export type TeamHome = Extract<Home, { level: 'team' }>
export type CommuneHome = Extract<Home, { level: 'commune' }>
export type ProvinceHome = Extract<Home, { level: 'province' }>
export type NationHome = Extract<Home, { level: 'nation' }>
export type OwnReport = Outputs['own'][number]
export type Counts = ProvinceHome['counts']
export type ProvinceRow = NationHome['rows'][number]
