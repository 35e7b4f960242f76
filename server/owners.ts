import { carryAgencies } from './agencies/reorganised/commands'
import { foreseeAgencies } from './agencies/reorganised/queries'
import { carryPosts } from './people/reorganised/commands'
import { foreseePosts } from './people/reorganised/queries'
import { carryObligations } from './reports/obligations/commands'
import { foreseeObligations } from './reports/obligations/queries'
import { carryReports } from './reports/reorganised/commands'
import { foreseeReports } from './reports/reorganised/queries'
import { carryTeams } from './teams/reorganised/commands'
import { foreseeTeams } from './teams/reorganised/queries'
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
  { noun: 'people', foresee: foreseePosts, carry: carryPosts },
  { noun: 'obligations', foresee: foreseeObligations, carry: carryObligations },
  { noun: 'reports', foresee: foreseeReports, carry: carryReports },
]
