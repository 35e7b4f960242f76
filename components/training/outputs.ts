import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type All = inferRouterOutputs<AppRouter>
type Outputs = All['training']
export type Sessions = Outputs['sessions']
export type ListedSession = Sessions['sessions'][number]
export type Session = Outputs['session']
export type RosterTeam = NonNullable<Session['roster']>[number]
export type CommuneCount = Session['counts'][number]
export type Catalogue = Outputs['courses']
export type ListedCourse = Catalogue['courses'][number]
export type Course = Outputs['course']
export type Board = Outputs['board']
export type Learners = Outputs['learners']
export type Learner = Learners['learners'][number]
export type Officers = Outputs['officers']
export type CheckedList = Outputs['checkList']
export type Figures = Outputs['figures']
/** Whether the register fills the report of the caller's commune. */
export type Register = All['reports']['register']
