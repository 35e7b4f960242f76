import type { NavIcon } from './nav-icons'

/** What decides which nouns a person sees: `can` of people.me. */
export interface NavRights {
  viewReports: boolean
  viewTeamReports: boolean
  viewTeams: boolean
  viewPeople: boolean
  viewActivities: boolean
  manageReorganisations: boolean
  viewTraining: boolean
  viewReminders: boolean
}

/** `key` is the label's key under the namespace `nav`. */
export interface NavEntry {
  key:
    | 'home'
    | 'reports'
    | 'compare'
    | 'activities'
    | 'units'
    | 'teams'
    | 'training'
    | 'reorganisations'
    | 'people'
    | 'calendar'
    | 'reminders'
  href: string
  icon: NavIcon
  shown: (can: NavRights) => boolean
}

/** The nouns of the rail, in its order. An address stands here only when its page exists. */
export const navEntries: readonly NavEntry[] = [
  { key: 'home', href: '/', icon: 'home', shown: () => true },
  { key: 'reports', href: '/reports', icon: 'reports', shown: (can) => can.viewReports || can.viewTeamReports },
  { key: 'compare', href: '/compare', icon: 'compare', shown: (can) => can.viewReports },
  { key: 'activities', href: '/activities', icon: 'activities', shown: (can) => can.viewActivities },
  { key: 'reminders', href: '/reminders', icon: 'chase', shown: (can) => can.viewReminders },
  { key: 'units', href: '/units', icon: 'units', shown: () => true },
  { key: 'teams', href: '/teams', icon: 'teams', shown: (can) => can.viewTeams },
  { key: 'training', href: '/training', icon: 'training', shown: (can) => can.viewTraining },
  {
    key: 'reorganisations',
    href: '/reorganisations',
    icon: 'reorganisations',
    shown: (can) => can.manageReorganisations,
  },
  { key: 'people', href: '/people', icon: 'people', shown: (can) => can.viewPeople },
  { key: 'calendar', href: '/calendar', icon: 'calendar', shown: () => true },
]
