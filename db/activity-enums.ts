/** Closed lists of the teams' log, apart from the others: a page that does not speak of it does not carry them. Imports nothing. */

/** "Loại hoạt động" of the team's log (domain.md 6.4). */
export const activityKinds = [
  'communication',
  'home_guidance',
  'point_support',
  'training',
  'community',
  'launch',
  'contest',
] as const
export type ActivityKind = (typeof activityKinds)[number]
/** "Kênh tiếp cận" (S002-48). */
export const activityChannels = [
  'door_to_door',
  'one_stop',
  'party_cell',
  'village_meeting',
  'culture_house',
  'assembly_hall',
  'cooperative',
  'market',
  'school',
  'zalo',
] as const
export type ActivityChannel = (typeof activityChannels)[number]
/** The five tasks of Công văn 793: an activity serves one or several. */
export const activityTasks = [1, 2, 3, 4, 5] as const
export type ActivityTask = (typeof activityTasks)[number]
/** "Nhóm đối tượng": counted, never named. */
export const targetGroups = [
  'traders',
  'families',
  'elderly',
  'farmers',
  'youth',
  'minorities',
  'disabled',
  'businesses',
  'cooperatives',
  'others',
] as const
export type TargetGroup = (typeof targetGroups)[number]
export const activityTopics = [
  'public_services',
  'electronic_id',
  'digital_signature',
  'field_reports',
  'safe_shopping',
  'e_commerce',
  'traceability',
  'e_payment',
  'school_fees',
  'anti_scam',
  'data_protection',
  'children_online',
  'tele_health',
  'health_record',
  'child_services',
  'learning_apps',
  'farming_apps',
  'job_apps',
  'social_insurance',
  'province_app',
  'digital_skills',
  'law_and_policy',
] as const
export type ActivityTopic = (typeof activityTopics)[number]
export const activityStates = ['recorded', 'rejected', 'withdrawn'] as const
export type ActivityState = (typeof activityStates)[number]
export const activityVerbs = ['log', 'correct', 'withdraw', 'reject', 'restore', 'add_photo', 'remove_photo'] as const
export type ActivityVerb = (typeof activityVerbs)[number]
export const partnerKinds = [
  'union',
  'telecom',
  'post',
  'bank',
  'digital_firm',
  'school',
  'health',
  'police',
  'other',
] as const
export type PartnerKind = (typeof partnerKinds)[number]
