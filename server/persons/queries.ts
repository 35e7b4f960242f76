import { sql } from 'drizzle-orm'
import type { ActivityKind } from '@/db/activity-enums'
import type { Role } from '@/db/enums'
import type { DataRequestKind, DataRequestState, DecisionKind, DecisionState, MemberRole, Sex } from '@/db/roster-enums'
import type { CompletionSource } from '@/db/training-enums'
import type { Day } from '../calendar/rules'
import type { Ctx } from '../context'

/** What is kept of a member beside who he is and the teams he was in; newest first, entries merged into him included. */
export type KeptRecord = {
  attendances: { title: string; course: string | null; from: Day; to: Day; unit: string }[]
  /** `module`: null for the whole course. */
  completions: { course: string; module: string | null; on: Day; source: CompletionSource }[]
  /** `told`: he took no part that is written down, and told whoever typed it. */
  activities: { id: string; on: Day; kind: ActivityKind; team: string; told: boolean }[]
  /** Decisions that name him or by which a membership of his began or ended; drafts too. */
  decisions: { id: string; kind: DecisionKind; state: DecisionState; number: string | null; on: Day }[]
  requests: {
    kind: DataRequestKind
    state: DataRequestState
    note: string | null
    receivedOn: Day
    dueOn: Day
    answeredOn: Day | null
    closedOn: Day | null
    outcome: string | null
  }[]
  /** The account that is his; the name it signs in by is told to himself alone, posts elsewhere too. */
  account: {
    name: string
    signInName: string | null
    posts: { role: Role; unit: string; from: Day; to: Day | null }[]
  } | null
}

/** Everything kept of a member, for the person himself and the commune that answers him (kept_record in persons.sql); null for anybody else. */
export async function getKeptRecord(ctx: Ctx, memberId: string): Promise<KeptRecord | null> {
  const { rows } = await ctx.db.execute<{ record: KeptRecord | null }>(
    sql`select kept_record(${memberId}::uuid) as record`,
  )
  return rows[0]?.record ?? null
}

/** What is kept of the caller as a member of teams. */
export type OwnRecord = {
  memberId: string
  fullName: string | null
  sex: Sex | null
  birthYear: number | null
  phone: string | null
  residence: string | null
  employer: string | null
  informedOn: Day | null
  publishAgreedOn: Day | null
  restrictedOn: Day | null
  memberships: {
    team: string
    role: MemberRole
    component: string | null
    concurrentPost: string | null
    from: Day
    to: Day | null
  }[]
  kept: KeptRecord
}

/** Everything that is kept of the caller himself as a member of teams; empty when he is on no roster. */
export async function getOwnRecord(ctx: Ctx): Promise<OwnRecord[]> {
  const { rows } = await ctx.db.execute<{ record: OwnRecord[] | null }>(sql`select own_record() as record`)
  return rows[0]?.record ?? []
}

export type Reading = { at: Date; kind: 'reveal' | 'export'; role: Role; unitName: string; reason: string | null }
/** Who has read or exported what is kept of a member, newest first; for the person himself and the commune that answers him. */
export async function listReadings(ctx: Ctx, memberId: string): Promise<Reading[]> {
  const { rows } = await ctx.db.execute<Omit<Reading, 'at'> & { at: string }>(
    sql`select at, kind, role, unit_name as "unitName", reason from readings_of(${memberId}::uuid)`,
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
