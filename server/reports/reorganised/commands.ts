import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { listCalendarDays } from '../../calendar/queries'
import { resendDueAt } from '../../calendar/rules'
import type { Carrying } from '../../units/owners/rules'
import { standingHeirs } from '../../units/plan/rules'
import { table } from '../../units/reorganised/commands'
import { provincesAfter } from '../../units/reorganised/rules'

/**
 * Reports of months that end on the day or later, of units that ended: their heir files the month, so they count no more. What
 * was typed or filed is kept beside the heir's as a note, or, where a person decided so, given back (domain.md 6.13). What
 * units that go on have filed moves with them to the province they now lie in; what those have filed that take a part is opened
 * again, unless a person has said that it holds the part.
 */
export async function carryReports(db: Tx, carrying: Carrying): Promise<void> {
  const { plan, tree, now, personId, resolution } = carrying
  const decided = [...carrying.decisions].map(([id, decision]) => ({ id, decision }))
  const ended = sql`${sql.param(plan.ends)}::int[]`
  const edges = plan.edges.map(({ from, to }) => ({ from, to, entire: plan.heirs.has(from) }))
  await db.execute(sql`
    insert into report_parts (period_id, unit_id, path, from_id, report_id, status, entire, nil, values, details, denominators)
    select r.period_id, u.id, u.path, r.unit_id, r.id, r.status, x.entire,
           case when t.typed then d.nil else r.nil end, case when t.typed then d.values else r.values end,
           case when t.typed then d.details else r.details end, r.denominators
      from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
      join ${table(edges, '"from" int, "to" int, entire boolean')} on x."from" = r.unit_id
      join units u on u.id = x."to"
      left join report_drafts d on d.report_id = r.id
      cross join lateral (select d.report_id is not null and r.status in ('draft', 'awaiting_leader', 'returned') as typed) t
      left join (select id, decision from ${table(decided, 'id uuid, decision text')}) z on z.id = r.id
     where r.unit_id = any (${ended}) and r.status <> 'noted' and z.decision is distinct from 'return'`)
  // Notes that lie beside the month of a unit that ends in turn go on to its heirs. What its own people have typed or sent since
  // they came counts instead, or what it had sent already where a person said that it held the part; older figures do not hold it.
  await db.execute(sql`
    insert into report_parts (period_id, unit_id, path, from_id, report_id, status, entire, nil, values, details, denominators)
    select n.period_id, u.id, u.path, n.from_id, n.report_id, n.status, n.entire and x.entire, n.nil, n.values - own.codes, n.details - own.codes, n.denominators
      from report_parts n join periods p on p.id = n.period_id and p.ends_on >= ${plan.on}
      join ${table(edges, '"from" int, "to" int, entire boolean')} on x."from" = n.unit_id and x."to" <> n.from_id
      join units u on u.id = x."to"
      left join report_parts y on y.period_id = n.period_id and y.unit_id = u.id and y.from_id = n.unit_id
      left join reports r on r.id = y.report_id left join report_drafts d on d.report_id = y.report_id
      cross join lateral (
        select e.id, e.applied_at as at from reorganisation_inverses i join reorganisations e on e.id = i.reorganisation_id
         where i.table_name = 'report_parts' and i.before is null
           and i.row_key = jsonb_build_object('period_id', n.period_id, 'unit_id', n.unit_id, 'from_id', n.from_id)
         order by e.applied_at desc limit 1
      ) came
      cross join lateral (
        select r.submitted_at > came.at or exists (
          select from reorganisation_decisions z where z.reorganisation_id = came.id and z.report_id = r.id and z.decision = 'stand') as holds
      ) sent
      cross join lateral (
        select coalesce(array_agg(v.key), '{}') as codes from jsonb_each(case when y.nil then n.values else y.values end) v
         where (y.nil or v.value <> 'null')
           and (sent.holds or case when y.nil then d.updated_at else (d.touched -> v.key ->> 'at')::timestamptz end > came.at)
      ) own
     where n.unit_id = any (${ended}) order by n.period_id, u.id, n.from_id
    on conflict do nothing`)
  await db.execute(sql`
    with held as materialized (
      select r.id, r.status, coalesce(z.decision, 'note') as decision
        from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
        left join (select id, decision from ${table(decided, 'id uuid, decision text')}) z on z.id = r.id
       where r.unit_id = any (${ended}) and r.status <> 'noted' order by r.id for update of r
    ), moved as (
      update reports r set status = case h.decision when 'return' then 'returned' else 'noted' end, version = version + 1,
             returned_at = case h.decision when 'return' then ${now.toISOString()}::timestamptz else returned_at end
        from held h where h.id = r.id returning r.id, r.unit_id, r.path, r.status as to_status, r.submission_no, h.status as from_status, h.decision
    )
    insert into report_events (report_id, unit_id, path, verb, from_status, to_status, submission_no, at, person_id, reason)
    select id, unit_id, path, decision, from_status, to_status, submission_no, ${now.toISOString()}, ${personId}::uuid, ${resolution} from moved`)
  await reopenHeirs(db, carrying)
  await db.execute(sql`
    update reports r set province_id = x."to"
      from ${table(provincesAfter(tree, plan), '"unitId" int, "to" int')}, periods p
     where r.unit_id = x."unitId" and p.id = r.period_id and p.ends_on >= ${plan.on} and r.province_id <> x."to"
       and r.unit_id <> r.province_id`)
}

/** Months that heirs which stood already had sent: given back with a due time, the part beside them. */
async function reopenHeirs(db: Tx, { plan, now, personId, resolution, decisions }: Carrying): Promise<void> {
  const heirs = standingHeirs(plan)
  if (heirs.length === 0) return
  const standing = [...decisions].flatMap(([id, decision]) => (decision === 'stand' ? [id] : []))
  const dueAt = resendDueAt(now, await listCalendarDays({ db }))
  await db.execute(sql`
    with held as materialized (
      select r.id, r.status from reports r join periods p on p.id = r.period_id and p.ends_on >= ${plan.on}
       where r.unit_id = any (${sql.param(heirs)}::int[]) and r.status in ('submitted', 'accepted', 'locked')
         and r.id <> all (${sql.param(standing)}::uuid[]) order by r.id for update of r
    ), moved as (
      update reports r set status = 'returned', version = version + 1, returned_at = ${now.toISOString()}, accepted_at = null, accepted_by = null,
             resend_due_at = ${dueAt.toISOString()}
        from held h where h.id = r.id returning r.id, r.unit_id, r.path, r.submission_no, h.status as from_status
    )
    insert into report_events (report_id, unit_id, path, verb, from_status, to_status, submission_no, at, person_id, reason)
    select id, unit_id, path, case from_status when 'submitted' then 'return' else 'reopen' end, from_status, 'returned', submission_no,
           ${now.toISOString()}, ${personId}::uuid, ${resolution} from moved`)
}
