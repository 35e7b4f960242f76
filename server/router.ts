import { activitiesRouter } from './activities/router'
import { agenciesRouter } from './agencies/router'
import { calendarRouter } from './calendar/router'
import { remindersRouter } from './chase/reminders/router'
import { comparisonsRouter } from './comparisons/router'
import { contactsRouter } from './contacts/router'
import { decisionsRouter } from './decisions/router'
import { filesRouter } from './files/router'
import { overviewRouter } from './overview/router'
import { owners } from './owners'
import { peopleRouter } from './people/router'
import { personsRouter } from './persons/router'
import { reorganisationsRouter } from './reorganisations/router'
import { frozenRouter } from './reports/frozen/router'
import { reportsRouter } from './reports/router'
import { teamReportsRouter } from './reports/teams/router'
import { rosterImportRouter } from './rosters/import/router'
import { rostersRouter } from './rosters/router'
import { teamsRouter } from './teams/router'
import { trainingRouter } from './training/router'
import { router } from './trpc'
import { unitsRouter } from './units/router'

/** The list of nouns, one line each. */
export const appRouter = router({
  activities: activitiesRouter,
  agencies: agenciesRouter,
  calendar: calendarRouter,
  comparisons: comparisonsRouter,
  contacts: contactsRouter,
  decisions: decisionsRouter,
  files: filesRouter,
  frozen: frozenRouter,
  overview: overviewRouter,
  people: peopleRouter,
  persons: personsRouter,
  reminders: remindersRouter,
  reorganisations: reorganisationsRouter(owners),
  reports: reportsRouter,
  rosters: rostersRouter,
  rosterImport: rosterImportRouter,
  teamReports: teamReportsRouter,
  teams: teamsRouter,
  training: trainingRouter,
  units: unitsRouter,
})

export type AppRouter = typeof appRouter
