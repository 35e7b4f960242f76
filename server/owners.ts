import { carryActivities } from './activities/reorganised/commands'
import { foreseeActivities } from './activities/reorganised/queries'
import { carryAgencies } from './agencies/reorganised/commands'
import { foreseeAgencies } from './agencies/reorganised/queries'
import { carryDecisions } from './decisions/reorganised/commands'
import { foreseeDecisions } from './decisions/reorganised/queries'
import { carryPosts } from './people/reorganised/commands'
import { foreseePosts } from './people/reorganised/queries'
import { carryRequests } from './persons/reorganised/commands'
import { foreseeRequests } from './persons/reorganised/queries'
import { carryObligations } from './reports/obligations/commands'
import { foreseeObligations } from './reports/obligations/queries'
import { carryReports } from './reports/reorganised/commands'
import { foreseeReports } from './reports/reorganised/queries'
import { carryRosters } from './rosters/reorganised/commands'
import { carryTeams } from './teams/reorganised/commands'
import { foreseeTeams } from './teams/reorganised/queries'
import { carryTraining } from './training/reorganised/commands'
import { foreseeTraining } from './training/reorganised/queries'
import type { Owner } from './units/owners/rules'
import { carryUnits } from './units/reorganised/commands'
import { carryFlags } from './units/reorganised/flags/commands'
import { foreseeFlags } from './units/reorganised/flags/queries'
import { foreseeUnits } from './units/reorganised/queries'

/** The nouns that own something of a unit that a resolution changes, one line each, in the order in which it is carried over. */
export const owners: readonly Owner[] = [
  { noun: 'units', foresee: foreseeUnits, carry: carryUnits },
  { noun: 'flags', foresee: foreseeFlags, carry: carryFlags },
  { noun: 'agencies', foresee: foreseeAgencies, carry: carryAgencies },
  { noun: 'teams', foresee: foreseeTeams, carry: carryTeams },
  // Who is in no team goes where it is said of teams that they go.
  { noun: 'rosters', foresee: async () => [], carry: carryRosters },
  { noun: 'persons', foresee: foreseeRequests, carry: carryRequests },
  { noun: 'decisions', foresee: foreseeDecisions, carry: carryDecisions },
  { noun: 'activities', foresee: foreseeActivities, carry: carryActivities },
  { noun: 'training', foresee: foreseeTraining, carry: carryTraining },
  { noun: 'people', foresee: foreseePosts, carry: carryPosts },
  { noun: 'obligations', foresee: foreseeObligations, carry: carryObligations },
  { noun: 'reports', foresee: foreseeReports, carry: carryReports },
]
