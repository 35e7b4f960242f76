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
  'supplement',
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
