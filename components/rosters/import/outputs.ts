import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type RosterImport = inferRouterOutputs<AppRouter>['rosterImport']
/** Files of the unit, newest first. */
export type ImportList = RosterImport['list']
/** One file: how far it is, what it was taken for, what it comes to. */
export type ImportState = RosterImport['get']
export type RowsPage = RosterImport['rows']
export type ImportRow = RowsPage['rows'][number]
export const underWay = ({ state }: Pick<ImportState, 'state'>): boolean => state === 'checking' || state === 'applying'
