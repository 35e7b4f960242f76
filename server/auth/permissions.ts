import type { Role, UnitLevel } from '@/db/enums'

/**
 * What each post may do, as one table (domain.md section 4 with 22.24). Which rows a right reaches is decided by
 * row-level security, whether the step follows by the rules; here stands only whether the verb belongs to the post.
 */
export const rights = {
  'reports.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'district_officer',
    'commune_leader',
    'commune_officer',
    'auditor',
  ],
  'reports.enter': ['commune_leader', 'commune_officer'],
  'reports.propose': ['commune_officer'],
  'reports.submit': ['commune_leader'],
  'reports.submitSigned': ['commune_leader', 'commune_officer'],
  'reports.recall': ['commune_leader', 'commune_officer'],
  'reports.accept': ['department_leader', 'province_officer', 'province_admin'],
  'reports.return': ['department_leader', 'province_officer', 'province_admin'],
  'reports.reopen': ['department_leader', 'province_admin'],
  'reports.extend': ['department_leader', 'province_admin'],
  'reports.exempt': ['department_leader', 'province_admin'],
  'reports.summary': ['province_officer', 'province_admin'],
  'reports.submitSummary': ['department_leader'],
  'reports.acceptSummary': ['ministry_admin'],
  'teamReports.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'district_officer',
    'commune_leader',
    'commune_officer',
    'team_leader',
    'team_member',
    'auditor',
  ],
  'teamReports.send': ['team_leader'],
  'teamReports.enter': ['commune_leader', 'commune_officer'],
  'reminders.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
    'team_leader',
    'auditor',
  ],
  'reminders.viewLog': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
    'auditor',
  ],
  'reminders.setQuota': ['department_leader', 'province_admin'],
  'figures.compareNation': ['ministry_admin', 'ministry_analyst'],
  'figures.importHeadlines': ['ministry_admin'],
  'calendar.manage': ['ministry_admin'],
  'units.manageVillages': ['province_admin', 'commune_leader', 'commune_officer'],
  'units.confirmDenominators': ['commune_leader', 'commune_officer'],
  'units.setFlags': ['ministry_admin', 'province_admin'],
  'units.setRollout': ['ministry_admin'],
  'units.confirmEdges': ['ministry_admin', 'department_leader', 'province_admin'],
  'units.addCommittee': ['ministry_admin', 'province_admin', 'commune_leader', 'commune_officer'],
  'reorganisations.manage': [
    'ministry_admin',
    'department_leader',
    'province_admin',
    'commune_leader',
    'commune_officer',
  ],
  'reorganisations.apply': ['ministry_admin', 'department_leader', 'province_admin', 'commune_leader'],
  'reorganisations.place': ['ministry_admin', 'department_leader', 'province_admin'],
  'agencies.keepMinistry': ['ministry_admin'],
  'agencies.keepDepartment': ['province_admin'],
  'agencies.keepOffice': ['province_admin', 'commune_leader', 'commune_officer'],
  'teams.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
    'team_leader',
    'team_member',
    'auditor',
  ],
  'teams.manage': ['commune_leader', 'commune_officer'],
  'contacts.keep': ['ministry_admin', 'department_leader', 'province_admin', 'commune_leader', 'commune_officer'],
  'decisions.keep': ['commune_leader', 'commune_officer'],
  'rosters.keep': ['commune_leader', 'commune_officer'],
  'rosters.details': ['commune_leader', 'commune_officer', 'team_leader', 'auditor'],
  'rosters.open': ['department_leader', 'province_officer', 'province_admin', 'auditor'],
  'rosters.setLimits': ['department_leader', 'province_admin'],
  'rosters.keepComponents': ['province_admin'],
  'activities.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'district_officer',
    'commune_leader',
    'commune_officer',
    'team_leader',
    'team_member',
    'auditor',
  ],
  'activities.log': ['commune_leader', 'commune_officer', 'team_leader', 'team_member'],
  'activities.reject': ['commune_leader', 'commune_officer'],
  'activities.keepPartners': ['province_admin', 'commune_leader', 'commune_officer'],
  'activities.keepProgrammes': ['ministry_admin', 'province_admin', 'commune_leader', 'commune_officer'],
  'training.view': [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
    'team_leader',
    'auditor',
  ],
  'training.addCourse': [
    'ministry_admin',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
  ],
  'training.keepCourses': [
    'ministry_admin',
    'department_leader',
    'province_admin',
    'commune_leader',
    'commune_officer',
  ],
  'training.plan': [
    'ministry_admin',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
  ],
  'training.record': ['commune_leader', 'commune_officer'],
  'rosters.export': ['commune_leader', 'commune_officer'],
  'rosters.import': ['province_officer', 'province_admin', 'commune_leader', 'commune_officer'],
  'people.manage': ['ministry_admin', 'province_admin', 'commune_leader'],
  'people.delegate': [
    'ministry_admin',
    'province_leader',
    'department_leader',
    'province_officer',
    'province_admin',
    'commune_leader',
    'commune_officer',
  ],
  'people.setAreas': ['department_leader', 'province_admin'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights

/** Whether the verb belongs to the post at all. */
export const hasRight = (role: Role, right: Right): boolean => (rights[right] as readonly Role[]).includes(role)

/** At which level a post sits. */
export const roleLevel: Record<Role, UnitLevel | null> = {
  ministry_admin: 'nation',
  ministry_analyst: 'nation',
  province_leader: 'province',
  department_leader: 'province',
  province_officer: 'province',
  province_admin: 'province',
  district_officer: 'district',
  commune_leader: 'commune',
  commune_officer: 'commune',
  team_leader: 'team',
  team_member: 'team',
  partner: null,
  auditor: null,
  system_operator: 'nation',
}

/**
 * Posts a post may give: the ministry appoints provinces, a province its communes, a commune its own; nobody gives
 * more than he has. "Quản lý tài khoản cấp xã" (managesAccounts) opens the commune's row to one of its officers and
 * the department's officers' row to a province officer.
 */
export const givable: Partial<Record<Role, readonly Role[]>> = {
  ministry_admin: [
    'ministry_admin',
    'ministry_analyst',
    'province_leader',
    'department_leader',
    'province_admin',
    'auditor',
    'system_operator',
  ],
  province_admin: [
    'province_leader',
    'department_leader',
    'province_admin',
    'province_officer',
    'commune_leader',
    'commune_officer',
    'auditor',
    'partner',
  ],
  commune_leader: ['commune_officer', 'team_leader', 'team_member', 'partner'],
}

/** The same for a holder of the right "Quản lý tài khoản cấp xã". */
export const givableByAccountManager: Partial<Record<Role, readonly Role[]>> = {
  province_officer: ['commune_leader', 'commune_officer'],
  commune_officer: ['commune_officer', 'team_leader', 'team_member'],
}

/** Posts that `role` may give. */
export function givableRoles(role: Role, managesAccounts: boolean): readonly Role[] {
  return [...(givable[role] ?? []), ...(managesAccounts ? (givableByAccountManager[role] ?? []) : [])]
}
