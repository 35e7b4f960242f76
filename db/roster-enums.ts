/** Closed lists of words of rosters, decisions and requests, apart so that pages that do not speak of them do not carry them. Imports nothing. */

/** "Thành phần" of the national list (domain.md 6.2, 22.31-22.32); a province may add its own (table components). */
export const nationalComponents = [
  'party_secretary',
  'village_head',
  'residential_head',
  'police',
  'security_force',
  'youth_union',
  'women_union',
  'farmers_union',
  'veterans',
  'fatherland_front',
  'teacher',
  'health_worker',
  'commune_official',
  'department_official',
  'telecom',
  'digital_firm',
  'bank',
  'respected_person',
  'project_06',
  'citizen',
] as const
export type NationalComponent = (typeof nationalComponents)[number]
/** What a component adds to: đoàn viên, thanh niên (A08); doanh nghiệp, ngân hàng (A09). */
export const componentGroups = ['youth', 'business'] as const
export type ComponentGroup = (typeof componentGroups)[number]

export const sexes = ['female', 'male'] as const
export type Sex = (typeof sexes)[number]
export const memberRoles = ['leader', 'deputy', 'member'] as const
export type MemberRole = (typeof memberRoles)[number]
/** What a member is chosen for: keen, open to new things, has digital skills, can explain (S004-08). */
export const selectionTicks = ['keen', 'open', 'skilled', 'explains'] as const
export type SelectionTick = (typeof selectionTicks)[number]
/** Why a membership ended. `changed`: another role or component follows; `mistake`: it should not have been there. */
export const endedReasons = [
  'moved_away',
  'other_team',
  'own_wish',
  'health',
  'renewal',
  'dissolved',
  'died',
  'mistake',
  'other',
  'changed',
] as const
export type EndedReason = (typeof endedReasons)[number]
/** What somebody asks about what is kept of him (Luật 91/2025/QH15; domain.md section 12). */
export const dataRequestKinds = ['see', 'provide', 'correct', 'withdraw', 'restrict', 'object', 'delete'] as const
export type DataRequestKind = (typeof dataRequestKinds)[number]
export const dataRequestStates = ['received', 'answered', 'done', 'refused'] as const
export type DataRequestState = (typeof dataRequestStates)[number]
export const decisionKinds = ['founding', 'renewal', 'dissolution', 'merger'] as const
export type DecisionKind = (typeof decisionKinds)[number]
export const decisionStates = ['draft', 'issued'] as const
export type DecisionState = (typeof decisionStates)[number]
/** How far a file of a roster is: being read, waiting for its columns to be named, looked at, being applied, over. */
export const rosterImportStates = ['checking', 'mapping', 'checked', 'applying', 'done', 'cancelled', 'failed'] as const
export type RosterImportState = (typeof rosterImportStates)[number]
/** What a row of it comes to. `duplicate`: perhaps somebody who is known; a person decides. */
export const rosterVerdicts = ['wrong', 'duplicate', 'new', 'changed', 'unchanged'] as const
export type RosterVerdict = (typeof rosterVerdicts)[number]
export const auxiliaryKinds = ['youth_volunteers', 'youth_digital', 'support_group', 'other'] as const
export type AuxiliaryKind = (typeof auxiliaryKinds)[number]
