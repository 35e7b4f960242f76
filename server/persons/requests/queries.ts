import { sql } from 'drizzle-orm'
import type { DataRequestKind, DataRequestState } from '@/db/roster-enums'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { NotFound } from '../../errors'
import { canKeepRoster } from '../../rosters/policy'
import { findUnit } from '../../units/queries'
import { liesIn } from '../../units/versions/queries'

export type DataRequest = {
  id: string
  member: { id: string; fullName: string | null }
  kind: DataRequestKind
  state: DataRequestState
  note: string | null
  receivedOn: Day
  answerDueOn: Day
  dueOn: Day
  extendedOn: Day | null
  extensionReason: string | null
  answeredOn: Day | null
  closedOn: Day | null
  outcome: string | null
  /** The clock that runs now has run out. */
  overdue: boolean
  /** The commune that received it, where that has ended and nobody has taken it over: an heir does (`can.takeOver`). */
  of: string | null
  can: { step: boolean; takeOver: boolean }
}

/** What people of a commune have asked about what is kept of them, open ones first by the nearest day. Null: not the caller's to answer. */
export async function listRequests(ctx: Ctx, communeId: number): Promise<DataRequest[] | null> {
  const unit = await findUnit(ctx.db, communeId)
  if (unit?.level !== 'commune') throw new NotFound('units.none')
  if (!canKeepRoster(ctx.actor, unit)) return null
  const today = dayInVietnam(ctx.now)
  const left =
    unit.id === ctx.actor.unitId
      ? sql`r.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[])`
      : sql`false`
  const { rows } = await ctx.db.execute<Omit<DataRequest, 'can'>>(sql`
    select r.id, jsonb_build_object('id', m.id, 'fullName', m.full_name) as member, r.kind, r.state, r.note, r.received_on as "receivedOn",
           r.answer_due_on as "answerDueOn", r.due_on as "dueOn", r.extended_on as "extendedOn", r.extension_reason as "extensionReason",
           r.answered_on as "answeredOn", r.closed_on as "closedOn", r.outcome,
           case r.state when 'received' then r.answer_due_on < ${today} when 'answered' then r.due_on < ${today} else false end as overdue,
           case when r.unit_id <> ${unit.id} then (select v.full_name from unit_versions v where v.unit_id = r.unit_id order by v.valid_from desc limit 1) end as of
      from data_requests r join members m on m.id = r.member_id
     where ${liesIn('r', unit)} or ${left}
     order by r.closed_on is not null, case r.state when 'received' then r.answer_due_on else r.due_on end, r.created_at limit 500`)
  return rows.map((row) => {
    const open = row.closedOn === null
    return { ...row, can: { step: open && row.of === null, takeOver: open && row.of !== null } }
  })
}
