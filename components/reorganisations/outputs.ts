import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>['reorganisations']

export type Listed = Outputs['list']
export type ListedRow = Listed['rows'][number]
export type Reorganisation = Outputs['get']
export type Line = Reorganisation['lines']['rows'][number]
export type Run = Reorganisation['runs'][number]
export type DraftedUnit = Reorganisation['drafted'][number]
export type DryRun = Outputs['foresee']
export type Foreseen = DryRun['parts'][number]['foreseen'][number]
export type ForeseenRow = Foreseen['rows'][number]
export type Late = Outputs['late']
export type LateReport = Late['reports'][number]
export type Waits = Outputs['waits']
export type Wait = Waits['waits'][number]
export type CheckList = NonNullable<Outputs['checks']>
