/** Every closed list of words the product knows. Imports nothing, so that any floor may read it. */

export const unitLevels = ['nation', 'province', 'district', 'commune', 'village', 'team'] as const
export type UnitLevel = (typeof unitLevels)[number]

/** Types per level; village types by domain.md 22.32. A team is a unit without a type of its own. */
export const unitTypes = [
  'nation',
  'tinh',
  'thanh_pho',
  'quan',
  'huyen',
  'thi_xa',
  'thanh_pho_thuoc_tinh',
  'xa',
  'phuong',
  'thi_tran',
  'dac_khu',
  'thon',
  'ban',
  'ap',
  'khom',
  'buon',
  'lang',
  'to_dan_pho',
  'khu_pho',
  'khoi_pho',
  'xom',
  'phum',
  'soc',
  'bon',
  'tieu_khu',
  'khu_dan_cu',
  'to_cnscd',
] as const
export type UnitType = (typeof unitTypes)[number]

export const villageTypes = [
  'thon',
  'ban',
  'ap',
  'khom',
  'buon',
  'lang',
  'to_dan_pho',
  'khu_pho',
  'khoi_pho',
  'xom',
  'phum',
  'soc',
  'bon',
  'tieu_khu',
  'khu_dan_cu',
] as const satisfies readonly UnitType[]
export type VillageType = (typeof villageTypes)[number]

export const unitFlags = [
  'rural',
  'remote',
  'region_1',
  'region_2',
  'region_3',
  'specially_difficult',
  'border',
  'island',
] as const
export type UnitFlag = (typeof unitFlags)[number]

export const rolloutStates = ['pilot', 'official', 'not_joined'] as const
export type RolloutState = (typeof rolloutStates)[number]

export const successionKinds = ['merge', 'split', 'rename', 'retype', 'unknown'] as const
export type SuccessionKind = (typeof successionKinds)[number]

/** What a line of a resolution does to a unit. */
export const changeKinds = ['open', 'close', 'merge', 'split', 'rename', 'retype', 'recode', 'move'] as const
export type ChangeKind = (typeof changeKinds)[number]
export const reorganisationStates = ['draft', 'scheduled', 'applied', 'undoing', 'undone'] as const
export type ReorganisationState = (typeof reorganisationStates)[number]
export const reorganisationActions = ['apply', 'undo'] as const
export type ReorganisationAction = (typeof reorganisationActions)[number]
export const runStates = ['running', 'done', 'refused', 'broken'] as const
export type RunState = (typeof runStates)[number]
export const waitKinds = ['village', 'team', 'post'] as const
export type WaitKind = (typeof waitKinds)[number]
/** Of a report filed by a unit that had ended: kept as a note beside its heir's, or given back. */
export const lateDecisions = ['note', 'stand', 'return'] as const
export type LateDecision = (typeof lateDecisions)[number]

/** Bodies that reports are sent to and by, from the ministry down (domain.md section 5; offices: 22.31). */
export const agencyKinds = [
  'ministry',
  'ministry_department',
  'department',
  'district_office',
  'commune_office',
] as const
export type AgencyKind = (typeof agencyKinds)[number]

export const teamLevels = ['commune', 'village'] as const
export type TeamLevel = (typeof teamLevels)[number]
export const teamStates = ['active', 'dissolved'] as const
export type TeamState = (typeof teamStates)[number]

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

/** Whom a course or a class is for: cán bộ, thành viên Tổ, người dân. */
export const trainingAudiences = ['officers', 'members', 'citizens'] as const
export type TrainingAudience = (typeof trainingAudiences)[number]
export const trainingModes = ['in_person', 'online', 'blended'] as const
export type TrainingMode = (typeof trainingModes)[number]
/** Who holds a class, alone or with partners (S002-13, S003-10). */
export const organiserKinds = [
  'ministry',
  'department',
  'district',
  'commune',
  'union',
  'firm',
  'school',
  'other',
] as const
export type OrganiserKind = (typeof organiserKinds)[number]
export const sessionStates = ['planned', 'held', 'cancelled'] as const
export type SessionState = (typeof sessionStates)[number]
/** What says that somebody has finished: the platform's list, a certificate, somebody's word. */
export const completionSources = ['platform', 'certificate', 'typed'] as const
export type CompletionSource = (typeof completionSources)[number]
export const roles = [
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
  'partner',
  'auditor',
  'system_operator',
] as const
export type Role = (typeof roles)[number]

export const valueTypes = ['count', 'percent', 'currency', 'text'] as const
export type ValueType = (typeof valueTypes)[number]
export const indicatorKinds = ['flow', 'stock', 'derived'] as const
export type IndicatorKind = (typeof indicatorKinds)[number]
export const enteredBy = ['village', 'commune', 'system'] as const
export type EnteredBy = (typeof enteredBy)[number]
/** Where a row's figure comes from (domain.md 22.14): typed, from a register, or no source yet. */
export const rowSources = ['manual', 'register', 'none'] as const
export type RowSource = (typeof rowSources)[number]
export const formStates = ['draft', 'in_force', 'closed'] as const
export const pillars = [
  'awareness',
  'institutions',
  'human_resources',
  'government',
  'economy',
  'society',
  'safety',
] as const
export type Pillar = (typeof pillars)[number]

export const ruleKinds = [
  'at_most',
  'zero_if_zero',
  'not_below_last',
  'jump',
  'drop',
  'all_equal',
  'ratio_above',
  'same_as_last',
] as const
export type RuleKind = (typeof ruleKinds)[number]
export const severities = ['block', 'warn', 'note'] as const
export type Severity = (typeof severities)[number]

export const dayKinds = ['holiday', 'swap', 'make_up'] as const
export type DayKind = (typeof dayKinds)[number]
export const periodStates = ['planned', 'open', 'closed'] as const
export type PeriodState = (typeof periodStates)[number]

export const reportStatuses = [
  'draft',
  'awaiting_leader',
  'submitted',
  'returned',
  'accepted',
  'locked',
  'noted',
] as const
export type ReportStatus = (typeof reportStatuses)[number]
export const reportVerbs = [
  'save',
  'propose',
  'withdraw',
  'send_back',
  'submit',
  'recall',
  'return',
  'accept',
  'lock',
  'reopen',
  'note',
] as const
export type ReportVerb = (typeof reportVerbs)[number]
export const obligationStates = ['required', 'exempt'] as const

export const accessKinds = ['sign_in', 'sign_in_failed', 'sign_out', 'refused', 'reveal', 'export'] as const
export type AccessKind = (typeof accessKinds)[number]

/** Parts of the monthly form, in the order of the printed form (A organisation … E narrative). */
export const formSections = [
  'organisation',
  'training',
  'general',
  'task1',
  'task2',
  'task3',
  'task4',
  'task5',
  'resources',
  'narrative',
] as const
export type FormSection = (typeof formSections)[number]
/** The five dated figures of a commune that limits and rates are measured against. */
export const denominators = ['households', 'population', 'adults', 'elderly', 'businessHouseholds'] as const
export type Denominator = (typeof denominators)[number]
