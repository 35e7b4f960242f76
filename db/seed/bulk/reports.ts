import type { ClientBase } from 'pg'
import { figuresSql } from './figures'
import { emptyReason, exemptReasons, extensionReasons, returnCellReason, returnReasons } from './narrative'
import { baseSql, drawnSql, toldSql, workingDaysLater } from './report-steps'
import { literal, pick } from './rolls'

/** One report that is not drawn by chance but told: what the demonstration wants to show. Absent instants: never happened. */
export type Plan = {
  unitId: number
  /** `begun`: three cells typed; `recalled`: sent, and taken back at `savedAt`. */
  status: 'draft' | 'begun' | 'recalled' | 'awaiting_leader' | 'submitted' | 'returned' | 'accepted' | 'locked'
  savedAt?: Date
  firstSentAt?: Date
  returnedAt?: Date
  resentAt?: Date
  acceptedAt?: Date
  /** Above 1: task 1 rises by that much, with its reason. */
  factor?: number
}

export type ReportsSeed = {
  periodId: number
  /** Another number makes another country. */
  seed: number
  now: Date
  /** Share of the communes that have a draft, of those that have not sent. */
  draftShare: number
  /** Share of the smaller communes that say "Không phát sinh"; only where no month follows, or the next would look like a rise. */
  nilShare?: number
  /** Units that chance passes by: their report is in `plans`, or there is none. */
  told?: number[]
  plans?: Plan[]
  /** Units that began low in a month (counted from 12/2023) and grew: far from last year's figure without any jump. */
  growing?: { unitIds: number[]; since: number }
}

const posts = `
  leaders as materialized (
    select distinct on (unit_id) unit_id, id, person_id from assignments
     where role = 'commune_leader' and delegated_from is null order by unit_id, valid_from, id
  ), officers as materialized (
    select distinct on (unit_id) unit_id, id, person_id from assignments
     where role = 'commune_officer' and delegated_from is null order by unit_id, valid_from, id
  ), reviewers as materialized (
    select distinct on (unit_id) unit_id, id, person_id from assignments
     where role in ('province_officer', 'province_admin') order by unit_id, role desc, valid_from, id
  )`

/** A version-8 identifier: the month in front, so that a month's rows lie together, then a hash of unit, month and seed. */
const reportId = `(replace(period_code, '-', '') || substr(key, 1, 2) || '-' || substr(key, 3, 4) || '-8' || substr(key, 7, 3) || '-8'
  || substr(key, 10, 3) || '-' || substr(key, 13, 12))::uuid`

const typedKeys = (
  values: string,
) => `(select jsonb_object_agg(k, jsonb_build_object('by', officer_post, 'at', saved_at))
  from jsonb_object_keys(${values}) k where officer_post is not null and k !~ '^(A|C05$)')`
const begunRows = `jsonb_build_object('C01', values -> 'C01', 'C02', values -> 'C02', 'T1_01', values -> 'T1_01', 'C05', values -> 'T1_01')`
/** A draft stops after task 2: what follows is still to be typed. */
const halfRows = `(select jsonb_object_agg(key, value) from jsonb_each(values) where key < 'T3' and key !~ '^([DE]|C0[67])')
  || jsonb_build_object('C05', (values ->> 'T1_01')::int + (values ->> 'T2_01')::int)`

/** The reports of one period with their drafts, filed versions and events, in one statement; $1 to $9 as report-steps.ts says. */
const insertSql = `
  with ${baseSql}, ${drawnSql}, ${toldSql}, ${posts}, figures as (
    ${figuresSql('select * from drawn union all select * from told', '$2::bigint')}
  ), written as materialized (
    select w.*, ${reportId} as id,
           case when w.first_sent_at is null then 0 when w.resent_at is not null then 2 else 1 end as submissions,
           case when w.status in ('begun', 'recalled') then 'draft' else w.status end as state,
           case when leader_post is not null and (w.first_sent_at is not null or w.status = 'awaiting_leader')
                then coalesce(w.first_sent_at - (12 + (hashtext(key) & 15)) * interval '1 minute', w.saved_at) end as proposed_at
      from (
        select f.*, md5(f.code || '/' || f.period_code || '/' || $2::text) as key, l.id as leader_post, l.person_id as leader,
               o.id as officer_post, o.person_id as officer, v.id as reviewer_post, v.person_id as reviewer
          from figures f
          left join leaders l on l.unit_id = f.unit_id
          left join officers o on o.unit_id = f.unit_id
          left join reviewers v on v.unit_id = f.province_id
      ) w
  ), made as (
    insert into reports (id, unit_id, path, period_id, province_id, form_version_id, status, version, submission_no, nil, values,
      details, denominators, proposed_by, proposed_at, submitted_by, submitted_at, first_sent_at, accepted_by, accepted_at,
      returned_at, resend_due_at, created_at)
    select id, unit_id, path, period_id, province_id, form_version_id, state,
           (proposed_at is not null)::int + submissions + (status = 'recalled')::int + (returned_at is not null)::int
             + (accepted_at is not null)::int + (status = 'locked')::int,
           submissions, submissions > 0 and nil,
           case when submissions = 0 then '{}' when status = 'returned' then slipped else values end,
           case when submissions = 0 then '{}' else details end, case when submissions > 0 then denominators end,
           case when proposed_at is not null then officer end, proposed_at,
           case when submissions > 0 then leader end, coalesce(resent_at, first_sent_at),
           case when status <> 'recalled' then first_sent_at end,
           case when accepted_at is not null then reviewer end, accepted_at, returned_at,
           case when returned_at is not null then ${workingDaysLater('returned_at', 3)} end,
           coalesce(proposed_at, first_sent_at, saved_at) - interval '1 hour'
      from written
  ), drafts as (
    insert into report_drafts (report_id, unit_id, path, values, details, touched, updated_by, updated_at)
    select id, unit_id, path, typed, case when status in ('recalled', 'awaiting_leader') then details else '{}' end,
           coalesce(${typedKeys('typed')}, '{}'), officer, saved_at
      from (select *, case status when 'begun' then ${begunRows} when 'draft' then ${halfRows} else values end as typed
              from written where state in ('draft', 'awaiting_leader')) x
  ), versions as (
    insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_by, submitted_at)
    select id, 1, unit_id, path, nil, case when returned_at is not null then slipped else values end, details, denominators, leader, first_sent_at
      from written where submissions > 0
    union all
    select id, 2, unit_id, path, nil, values, details, denominators, leader, resent_at from written where submissions = 2
  )
  insert into report_events (report_id, unit_id, path, verb, from_status, to_status, submission_no, at, person_id, assignment_id, reason, cells)
  select w.id, w.unit_id, w.path, e.verb, e.from_status, e.to_status, e.number, e.at, e.person, e.post, e.reason, e.cells
    from written w
    cross join lateral (values
      (1, 'propose', 'draft', 'awaiting_leader', 0, proposed_at, officer, officer_post, null, null),
      (2, 'submit', case when proposed_at is null then 'draft' else 'awaiting_leader' end, 'submitted', 1, first_sent_at, leader, leader_post, null, null),
      (3, 'recall', 'submitted', 'draft', 1, case when status = 'recalled' then saved_at end, leader, leader_post, null, null),
      (4, 'return', 'submitted', 'returned', 1, returned_at, reviewer, reviewer_post,
        ${pick(returnReasons, '(hashtext(key) & 1023)::float8 / 1024')}, jsonb_build_object('C02', ${literal(returnCellReason)})),
      (5, 'submit', 'returned', 'submitted', 2, resent_at, leader, leader_post, null, null),
      (6, 'accept', 'submitted', 'accepted', submissions, accepted_at, reviewer, reviewer_post, null, null),
      (7, 'lock', 'accepted', 'locked', submissions, case when status = 'locked' then greatest(accepted_at, closes_at) + interval '3 minutes' end, null, null, null, null)
    ) as e(place, verb, from_status, to_status, number, at, person, post, reason, cells)
   where e.at is not null order by w.unit_id, e.place`

/**
 * Reports of every unit that owes one in a period, with drafts, versions and events: some 3,300 in about two seconds. Obligations,
 * denominators and assignments must be there; totals are rebuilt afterwards by the caller. Runs as the system login.
 */
export async function seedReports(client: ClientBase, input: ReportsSeed): Promise<void> {
  await client.query(insertSql, [
    input.periodId,
    input.seed,
    input.now,
    input.growing?.unitIds ?? [],
    input.growing?.since ?? 0,
    input.told ?? [],
    input.draftShare,
    JSON.stringify(input.plans ?? []),
    input.nilShare ?? 0,
  ])
}

/** A few units of each period are exempt or were given two more working days; chance passes by the units in `told`. */
export async function seedExceptions(
  client: ClientBase,
  periodIds: number[],
  seed: number,
  told: number[] = [],
): Promise<void> {
  const roll = (part: number) =>
    `(hashtextextended(v.code || '/' || p.code || '/${part}', $2::bigint) & 1023)::float8 / 1024`
  await client.query(
    `update obligations o set
       state = case when x.kind = 'extend' then o.state else 'exempt' end,
       exempt_reason = case x.kind when 'empty' then ${literal(emptyReason)} when 'exempt' then ${pick(exemptReasons, 'x.pick')} end,
       due_at = case when x.kind = 'extend' then least(${workingDaysLater('o.base_due_at', 2)}, x.closes_at) else o.due_at end,
       extension_reason = case when x.kind = 'extend' then ${pick(extensionReasons, 'x.pick')} end
     from (
       select o.period_id, o.unit_id, p.closes_at, ${roll(2)} as pick,
              case when nobody.lives then 'empty' when ${roll(1)} < 0.005 then 'exempt' when ${roll(1)} > 0.991 then 'extend' end as kind
         from obligations o
         join periods p on p.id = o.period_id
         join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= p.ends_on and (v.valid_to is null or v.valid_to > p.ends_on)
         cross join lateral (select exists (select from unit_denominators x where x.unit_id = o.unit_id and x.population = 0) as lives) nobody
        where o.period_id = any ($1::int[]) and o.state = 'required' and o.unit_id <> all ($3::int[])
     ) x
     where x.kind is not null and o.period_id = x.period_id and o.unit_id = x.unit_id`,
    [periodIds, seed, told],
  )
}
