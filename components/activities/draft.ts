import type { ActivityChannel, ActivityKind, ActivityTask, ActivityTopic, TargetGroup } from '@/db/activity-enums'
import { guidedOf } from '@/server/activities/rules'
import type { LogActivityGiven } from '@/server/activities/schema'
import type { Activity } from './answers'
import type { Owner } from './device/store'

/** An activity while it is being written down. Null: not chosen yet, or not counted. */
export interface Draft {
  onDay: string
  kind: ActivityKind | null
  channel: ActivityChannel | null
  tasks: ActivityTask[]
  targetGroups: TargetGroup[]
  topics: ActivityTopic[]
  households: number | null
  guided: (number | null)[]
  people: number | null
  people60: number | null
  membersPresent: number | null
  place: string
  programmeId: string | null
  partnerIds: string[]
  jointTeamIds: number[]
  note: string
  /** Who of the team took part; undefined where names are not chosen. */
  memberIds?: string[]
  toldBy: string
}

export const emptyDraft = (onDay: string, last?: Omit<NonNullable<Owner['last']>, 'teamId'>): Draft => ({
  onDay,
  kind: last?.kind ?? null,
  channel: last?.channel ?? null,
  tasks: last?.tasks ?? [],
  targetGroups: last?.targetGroups ?? [],
  topics: [],
  households: null,
  guided: [null, null, null, null, null],
  people: null,
  people60: null,
  membersPresent: null,
  place: last?.place ?? '',
  programmeId: null,
  partnerIds: [],
  jointTeamIds: [],
  note: '',
  toldBy: '',
})

export type DraftProblem = 'onDay' | 'kind' | 'channel' | 'tasks' | 'people60' | 'toldBy' | 'reason' | 'photos'

/** What still has to be said or put right, in the order of the form. `today`: the device's, which the server judges anew. */
export function draftProblems(draft: Draft, asks: { today: string; toldBy: boolean }): DraftProblem[] {
  const wrong: [DraftProblem, boolean][] = [
    ['toldBy', asks.toldBy && draft.toldBy.trim().length < 2],
    ['onDay', !/^\d{4}-\d\d-\d\d$/.test(draft.onDay) || draft.onDay > asks.today],
    ['kind', draft.kind === null],
    ['channel', draft.channel === null],
    ['tasks', draft.tasks.length === 0],
    ['people60', draft.people !== null && draft.people60 !== null && draft.people60 > draft.people],
  ]
  return wrong.flatMap(([problem, is]) => (is ? [problem] : []))
}

/** The activity as the server takes it. The draft has no problems. */
export function inputOf(draft: Draft, ids: { requestId: string; id: string; teamId: number }): LogActivityGiven {
  const { kind, channel, ...rest } = draft
  if (!kind || !channel) throw new Error('a draft with problems is not sent')
  return { ...rest, ...ids, kind, channel, guided: guidedOf(draft.tasks, draft.guided) }
}

/** What was sent, to be put right. */
export const draftOf = (input: LogActivityGiven): Draft => ({
  ...emptyDraft(input.onDay),
  ...input,
  households: input.households ?? null,
  guided: [...input.guided],
  people: input.people ?? null,
  people60: input.people60 ?? null,
  membersPresent: input.membersPresent ?? null,
  programmeId: input.programmeId ?? null,
  tasks: input.tasks,
  targetGroups: input.targetGroups ?? [],
  topics: input.topics ?? [],
  partnerIds: input.partnerIds ?? [],
  jointTeamIds: input.jointTeamIds ?? [],
  place: input.place ?? '',
  note: input.note ?? '',
  toldBy: input.toldBy ?? '',
})

/** What stands at the server, to be put right. Lists of ids that are not offered any more stay as they are. */
export const draftOfActivity = (activity: Activity): Draft => ({
  ...emptyDraft(activity.onDay),
  kind: activity.kind,
  channel: activity.channel,
  tasks: activity.tasks,
  targetGroups: activity.targetGroups,
  topics: activity.topics,
  households: activity.households,
  guided: [...activity.guided],
  people: activity.people,
  people60: activity.people60,
  membersPresent: activity.membersPresent,
  place: activity.place ?? '',
  programmeId: activity.programmeId,
  partnerIds: activity.partnerIds,
  jointTeamIds: activity.joint.map(({ id }) => id),
  note: activity.note ?? '',
  memberIds: activity.members?.map(({ id }) => id),
})
