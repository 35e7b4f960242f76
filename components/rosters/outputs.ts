import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type Outputs = inferRouterOutputs<AppRouter>
export type Roster = NonNullable<Outputs['rosters']['list']>
export type RosterRow = Roster['rows'][number]
export type MemberDetail = Outputs['rosters']['get']
export type MembershipView = MemberDetail['memberships'][number]
export type AccountChoices = NonNullable<Outputs['rosters']['accounts']>
export type TeamStates = NonNullable<Outputs['rosters']['states']>
export type TeamState = TeamStates[number]
export type RosterAccess = Outputs['rosters']['access']
export type Doubles = NonNullable<Outputs['rosters']['duplicates']>
export type RosterSettings = Outputs['rosters']['settings']
export type Counted = NonNullable<Outputs['rosters']['counts']>
export type PlaceCounts = Counted['places'][number]
export type Composition = NonNullable<Outputs['rosters']['composition']>
export type OpenedRoster = Outputs['persons']['open']
