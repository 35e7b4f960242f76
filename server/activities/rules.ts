import type { ActivityState, ActivityTask, ActivityTopic, ActivityVerb, TargetGroup } from '@/db/activity-enums'

/** As many pictures as an activity may have; each is reduced before it is sent (domain.md 22.25). */
export const maxPhotos = 6

/** The task that a topic belongs to (the five of Công văn 793, as the form has them). */
export const topicTask: Record<ActivityTopic, ActivityTask> = {
  public_services: 1,
  electronic_id: 1,
  digital_signature: 1,
  field_reports: 1,
  safe_shopping: 2,
  e_commerce: 2,
  traceability: 2,
  e_payment: 3,
  school_fees: 3,
  anti_scam: 4,
  data_protection: 4,
  children_online: 4,
  tele_health: 5,
  health_record: 5,
  child_services: 5,
  learning_apps: 5,
  farming_apps: 5,
  job_apps: 5,
  social_insurance: 5,
  province_app: 5,
  digital_skills: 5,
  law_and_policy: 5,
}

/**
 * What to speak of with a group (domain.md 6.4): traders: payment, e-commerce (S002-75); families with pupils: school fees,
 * services for children, learning apps (S002-76); elderly: tele-health (S002-77). The others follow the same letter.
 */
export const suggestedFor: Record<TargetGroup, readonly ActivityTopic[]> = {
  traders: ['e_payment', 'e_commerce', 'safe_shopping'],
  families: ['school_fees', 'child_services', 'learning_apps', 'children_online'],
  elderly: ['tele_health', 'health_record', 'anti_scam'],
  farmers: ['farming_apps', 'traceability', 'e_commerce'],
  youth: ['job_apps', 'e_payment', 'digital_skills'],
  minorities: ['public_services', 'digital_skills', 'law_and_policy'],
  disabled: ['tele_health', 'social_insurance', 'public_services'],
  businesses: ['digital_signature', 'e_payment', 'e_commerce'],
  cooperatives: ['traceability', 'e_commerce', 'digital_signature'],
  others: ['public_services', 'electronic_id', 'anti_scam'],
}

/** Topics for the groups chosen, those of the first group first, each once. */
export const suggestedTopics = (groups: readonly TargetGroup[]): ActivityTopic[] => [
  ...new Set(groups.flatMap((group) => suggestedFor[group])),
]

const chain: Record<ActivityState, Partial<Record<ActivityVerb, ActivityState>>> = {
  recorded: {
    correct: 'recorded',
    withdraw: 'withdrawn',
    reject: 'rejected',
    add_photo: 'recorded',
    remove_photo: 'recorded',
  },
  // Put right, it counts again; the commune may reject it again (22.4).
  rejected: { correct: 'recorded', withdraw: 'withdrawn', restore: 'recorded', remove_photo: 'rejected' },
  // A picture that shows what it must not is taken away whatever became of the activity.
  withdrawn: { remove_photo: 'withdrawn' },
}

/** The state after a step, or null when the step does not follow. */
export const nextActivityState = (state: ActivityState, verb: ActivityVerb): ActivityState | null =>
  chain[state][verb] ?? null

export type DayProblem = 'ahead' | 'beforeFounding' | 'afterDissolution' | 'longAgo'

/** Days back that anything is still logged for: what is older is in no report that could still be put right. */
export const daysBack = 400

/** Why nothing can be logged for a day; null when it can. `today` is the server's, never the device's. `dissolvedOn`: the first day without the team. */
export function activityDayProblem(
  onDay: string,
  team: { foundedOn: string; dissolvedOn: string | null },
  today: string,
): DayProblem | null {
  if (onDay > today) return 'ahead'
  if (onDay < team.foundedOn) return 'beforeFounding'
  if (team.dissolvedOn !== null && onDay >= team.dissolvedOn) return 'afterDissolution'
  return Date.parse(today) - Date.parse(onDay) > daysBack * 86_400_000 ? 'longAgo' : null
}

/** Attendances by task, T1 to T5; null: not counted. */
export type Guided = readonly (number | null)[]

/** Attendances are kept of the tasks chosen alone; of the others nothing is said. */
export const guidedOf = (tasks: readonly ActivityTask[], guided: Guided): (number | null)[] =>
  [1, 2, 3, 4, 5].map((task) => (tasks.includes(task as ActivityTask) ? (guided[task - 1] ?? null) : null))

/** "Lượt hướng dẫn": one person with three contents is three (22.5). Null when nothing was counted. */
export function guidedTotal(guided: Guided): number | null {
  const counted = guided.filter((each) => each !== null)
  return counted.length === 0 ? null : counted.reduce((sum, each) => sum + each, 0)
}

/** Figures of a month that the log gives to the report: sessions, households, attendances by task. */
export const activityIndicators = ['C01', 'C02', 'T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'] as const
export type ActivityFigures = Record<(typeof activityIndicators)[number], number | null>
/** Nothing was logged: blank, never a false 0 (22.14). */
export const noFigures: ActivityFigures = {
  C01: null,
  C02: null,
  T1_01: null,
  T2_01: null,
  T3_01: null,
  T4_01: null,
  T5_01: null,
}

/** Figures of several teams: sums of what was counted; blank where nobody counted. */
export function addFigures(all: readonly ActivityFigures[]): ActivityFigures {
  const sums = activityIndicators.map((code) => [code, guidedTotal(all.map((each) => each[code]))] as const)
  return Object.fromEntries(sums) as ActivityFigures
}

/**
 * Whose log the page that works without a network opens: a person's id, which scripts may read and which opens nothing at the
 * server. Kept as long as a device is remembered (domain.md 22.21), gone with a sign-out and with anybody's sign-in.
 */
export const ownerCookie = 'log-owner'
export const ownerDays = 90
