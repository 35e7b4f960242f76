import { sql } from 'drizzle-orm'
import type { DeliveryChannel, ReminderMoment } from '@/db/reminder-enums'
import type { Tx } from '@/db/session'
import { dayInVietnam } from '../../calendar/rules'
import type { Owed } from './rules'

export type Claimed = { id: string; reminderId: string; channel: DeliveryChannel; attempts: number }
/** Why a message does not go out: everything has arrived, nobody is there any more, or the province's month is used up. */
export type Stop = 'arrived' | 'noAddress' | 'quota'

const hrefOf = (unitId: number, period: string, level: string): string =>
  level === 'team' ? `/reports/teams/${unitId}?period=${period}` : `/reports/${unitId}/${period}`

/**
 * What a message says at the moment it goes out: the reader's name and address of now, and the lines that are still open. A phone
 * costs: it is asked whether the province still pays.
 */
export async function contentOf(
  db: Tx,
  { id, reminderId, channel }: Pick<Claimed, 'id' | 'reminderId' | 'channel'>,
  now: Date,
): Promise<{ name: string; to: string; lines: [Owed, ...Owed[]] } | Stop> {
  const { rows: people } = await db.execute<{ name: string; email: string | null; phone: string | null }>(sql`
    select p.full_name as name, p.email, p.phone from reminders r join persons p on p.id = r.person_id
      join accounts c on c.person_id = p.id and c.disabled_at is null where r.id = ${reminderId}`)
  const to = channel === 'email' ? people[0]?.email : people[0]?.phone
  if (!people[0] || !to) return 'noAddress'
  const { rows } = await db.execute<{
    unitId: number
    unit: string
    level: string
    period: string
    moment: ReminderMoment
    due: string
  }>(sql`
    select l.unit_id as "unitId", v.full_name as unit, v.level, p.code as period, l.moment, l.due_at as due
      from reminder_lines l join periods p on p.id = l.period_id
      join lateral (
        select full_name, level from unit_versions v where v.unit_id = l.unit_id and v.valid_from <= ${dayInVietnam(now)}
         order by v.valid_from desc limit 1) v on true
     where l.reminder_id = ${reminderId}
       and exists (select from owed_months() w where w.period_id = l.period_id and w.unit_id = l.unit_id)
     order by l.due_at, l.path`)
  const [first, ...rest] = rows.map(
    ({ unitId, unit, level, period, moment, due }): Owed => ({
      ...{ unit, period, moment, dueAt: new Date(due) },
      href: hrefOf(unitId, period, level),
    }),
  )
  if (!first) return 'arrived'
  if (channel === 'gateway' && !(await paid(db, id))) return 'quota'
  return { name: people[0].name, to, lines: [first, ...rest] }
}

/** Does the province still pay for this one? Those of the month that went out before it, and those on their way. */
async function paid(db: Tx, id: string): Promise<boolean> {
  const { rows } = await db.execute<{ paid: boolean }>(sql`
    select q.enabled and q.monthly_limit > (
             select count(*) from deliveries o
              where left(o.path, 8) = left(d.path, 8) and o.channel = 'gateway' and (o.state = 'sent' or o.state = 'sending' and o.id < d.id)
                and date_trunc('month', o.created_at at time zone 'Asia/Ho_Chi_Minh') = date_trunc('month', d.created_at at time zone 'Asia/Ho_Chi_Minh')
           ) as paid
      from deliveries d join message_quotas q on q.path = left(d.path, 8) where d.id = ${id}`)
  return rows[0]?.paid ?? false
}
