import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Answers = inferRouterOutputs<AppRouter>['frozen']
/** What was frozen of a month, as the pages receive it. */
export type Freezes = Answers['list']
export type FrozenChanges = Answers['changes']

/** Where the revisions of a unit's month are. */
export const frozenHref = (unitId: number, period: string): string => `/reports/${unitId}/${period}/frozen`

/** Whether the figures of now are those that were frozen: else they are provisional (domain.md 22.16). */
export const isOfficial = ({ changed }: Pick<Freezes, 'changed'>): boolean =>
  changed !== null && changed.units + changed.totals === 0

/** The same as a word of the messages: of figures that have moved since, what was frozen is told beside them. */
export const natureOf = (freezes: Freezes): 'yes' | 'changed' | 'no' =>
  isOfficial(freezes) ? 'yes' : freezes.changed ? 'changed' : 'no'
