import { type SQL, sql } from 'drizzle-orm'
import type { DayKind } from '@/db/enums'
import type { Tx } from '@/db/session'
import type { Ctx } from '../context'
import { Forbidden, Invalid } from '../errors'
import { canManageCalendar } from './policy'
import { listCalendarDays } from './queries'
import {
  type Day,
  dueDates,
  type MonthPeriod,
  monthPeriod,
  parsePeriod,
  periodOf,
  periodOfDay,
  periodsBetween,
} from './rules'

/** The national monthly form; its newest version in force is the one a new period takes. */
const nationalFormCode = 'BC-CNSCD-T'

/**
 * Opens a period at an instant: its row with the due times of domain.md 22.9, and one obligation per commune that stands
 * on the period's last day in a province that reports (22.9, `reportingFrom`). A province that has not joined owes
 * province totals itself (22.17). What is there already stays as it is. Runs as the system.
 */
export async function openPeriod(db: Tx, period: MonthPeriod, openedAt: Date): Promise<void> {
  const due = dueDates(period, await listCalendarDays({ db }), { openedAt })
  const at = (instant: Date) => instant.toISOString()
  await db.execute(sql`
    insert into periods (code, year, month, starts_on, ends_on, form_version_id, opens_at, send_from_at, team_due_at,
      commune_due_at, department_due_at, closes_at, opened_late, state, opened_at)
    select ${period.code}, ${period.year}, ${period.month}, ${period.startsOn}, ${period.endsOn}, v.id, ${at(due.opensAt)},
      ${at(due.sendFromAt)}, ${at(due.teamDueAt)}, ${at(due.communeDueAt)}, ${at(due.departmentDueAt)}, ${at(due.closesAt)},
      ${due.openedLate}, 'open', ${at(openedAt)}
      from form_versions v join forms f on f.id = v.form_id
     where f.code = ${nationalFormCode} and v.state = 'in_force' order by v.version desc limit 1
    on conflict (code) do nothing`)
  await owe(db, period.code)
  await oweTeams(db, period.code)
}

/**
 * The obligations of an open period that are still missing: a province that began to report, a unit that came late. A month
 * is counted once, by the communes or by the province's own totals: one that has begun is finished the way it began. `only`: of
 * these units alone.
 */
export async function owe(db: Tx, code: string, only: readonly number[] | null = null): Promise<void> {
  const among = (id: SQL) => (only ? sql`and ${id} = any (${sql.param([...only])}::int[])` : sql``)
  await db.execute(sql`
    insert into obligations (period_id, unit_id, path, province_id, state, exempt_reason, due_at, base_due_at)
    select p.id, c.unit_id, u.path, province.unit_id,
           case when fresh.yes then 'exempt' else 'required' end, case when fresh.yes then 'first_period' end,
           p.commune_due_at, p.commune_due_at
      from periods p
      join unit_versions c on c.level = 'commune' and c.valid_from <= p.ends_on and (c.valid_to is null or c.valid_to > p.ends_on)
      join units u on u.id = c.unit_id
      join unit_versions parent on parent.unit_id = c.parent_id
       and parent.valid_from <= p.ends_on and (parent.valid_to is null or parent.valid_to > p.ends_on)
      cross join lateral (select case parent.level when 'province' then parent.unit_id else parent.parent_id end) province(unit_id)
      join province_settings s on s.unit_id = province.unit_id and s.reporting_from <= p.starts_on
      left join unit_rollouts r on r.unit_id = province.unit_id
       and r.valid_from <= p.ends_on and (r.valid_to is null or r.valid_to > p.ends_on)
      cross join lateral (
        select not exists (select from unit_versions e where e.unit_id = c.unit_id and e.valid_from <= p.starts_on)
           and not exists (select from unit_successions q where q.successor_id = c.unit_id) as yes
      ) fresh
     where p.code = ${code} and r.state is distinct from 'not_joined' ${among(sql`c.unit_id`)}
       and not exists (select from obligations o where o.period_id = p.id and o.unit_id = province.unit_id)
    on conflict (period_id, unit_id) do nothing`)
  await db.execute(sql`
    insert into obligations (period_id, unit_id, path, province_id, due_at, base_due_at)
    select p.id, u.id, u.path, u.id, p.department_due_at, p.department_due_at
      from periods p
      join unit_rollouts r on r.state = 'not_joined' and r.valid_from <= p.ends_on and (r.valid_to is null or r.valid_to > p.ends_on)
      join units u on u.id = r.unit_id
      join province_settings s on s.unit_id = u.id and s.reporting_from <= p.starts_on
     where p.code = ${code} ${among(sql`u.id`)}
       and not exists (select from obligations o where o.period_id = p.id and o.province_id = u.id and o.unit_id <> u.id)
    on conflict (period_id, unit_id) do nothing`)
}

/**
 * What the teams of the communes that owe a month owe themselves (domain.md 22.2): each that stands on the month's last day, exempt in
 * its first (section 7). One that is dissolved before it has reported owes nothing any more.
 */
export async function oweTeams(db: Tx, code: string): Promise<void> {
  await db.execute(sql`
    insert into team_reports (period_id, unit_id, path, state, exempt_reason, due_at, base_due_at)
    select p.id, t.unit_id, t.path, case when t.founded_on > p.starts_on then 'exempt' else 'required' end,
           case when t.founded_on > p.starts_on then 'first_period' end, p.team_due_at, p.team_due_at
      from periods p
      join obligations o on o.period_id = p.id and o.unit_id <> o.province_id
      join unit_versions v on v.parent_id = o.unit_id and v.level = 'team'
       and v.valid_from <= p.ends_on and (v.valid_to is null or v.valid_to > p.ends_on)
      join teams t on t.unit_id = v.unit_id and t.founded_on <= p.ends_on and (t.dissolved_on is null or t.dissolved_on > p.ends_on)
     where p.code = ${code}
    on conflict (period_id, unit_id) do nothing`)
  await db.execute(sql`
    update team_reports r set state = x.state, exempt_reason = x.reason
      from (select t.unit_id, p.id, case when t.dissolved_on <= p.ends_on then 'exempt' else 'required' end as state,
                   case when t.dissolved_on <= p.ends_on then 'dissolved' end as reason
              from periods p join team_reports w on w.period_id = p.id join teams t on t.unit_id = w.unit_id
             where p.code = ${code} and w.status = 'none' and w.exempt_reason is distinct from 'first_period'
               and (t.dissolved_on <= p.ends_on) is distinct from (w.exempt_reason = 'dissolved')
               and (t.dissolved_on <= p.ends_on or w.exempt_reason = 'dissolved')) x
     where r.period_id = x.id and r.unit_id = x.unit_id`)
}

/** Opens every period between the first month anybody must report and today's; a gap is opened now, late, and says so. */
export async function openDuePeriods(db: Tx, now: Date): Promise<string[]> {
  const { rows } = await db.execute<{ first: string | null; codes: string[] | null; open: string[] | null }>(sql`
    select (select min(reporting_from)::text from province_settings) as first,
           (select array_agg(code) from periods) as codes,
           (select array_agg(code) from periods where state = 'open') as open`)
  const { first, codes, open } = rows[0] ?? { first: null, codes: null, open: null }
  if (!first) return []
  const known = new Set(codes)
  const missing = periodsBetween(periodOfDay(first), periodOf(now)).filter((period) => !known.has(period.code))
  for (const period of missing) await openPeriod(db, period, now)
  for (const code of open ?? []) {
    await owe(db, code)
    await oweTeams(db, code)
  }
  return missing.map((period) => period.code)
}

/** Closes the periods whose time is over. Returns their codes; their accepted reports are locked by the reports' own job. */
export async function closeDuePeriods(db: Tx, now: Date): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    update periods set state = 'closed', closed_at = ${now.toISOString()}
     where state = 'open' and closes_at < ${now.toISOString()} returning code`)
  return rows.map((row) => row.code)
}

/**
 * Due times of open periods after the calendar has changed (domain.md 22.10). An extension stays, unless the new time is
 * later still. Returns the codes whose times moved.
 */
export async function recomputeDueDates(db: Tx): Promise<string[]> {
  const days = await listCalendarDays({ db })
  const { rows } = await db.execute<{ code: string; opened_at: string | null }>(
    sql`select code, opened_at::text from periods where state = 'open'`,
  )
  const moved: string[] = []
  for (const row of rows) {
    const period = parsePeriod(row.code) ?? monthPeriod(1, 1)
    const due = dueDates(period, days, { openedAt: row.opened_at ? new Date(row.opened_at) : null })
    const result = await db.execute(sql`
      with moved as (
        update periods set team_due_at = ${due.teamDueAt.toISOString()}, commune_due_at = ${due.communeDueAt.toISOString()},
          department_due_at = ${due.departmentDueAt.toISOString()}, closes_at = ${due.closesAt.toISOString()}
         where code = ${row.code} and (team_due_at, commune_due_at, department_due_at, closes_at) is distinct from
           (${due.teamDueAt.toISOString()}::timestamptz, ${due.communeDueAt.toISOString()}::timestamptz,
            ${due.departmentDueAt.toISOString()}::timestamptz, ${due.closesAt.toISOString()}::timestamptz)
        returning id, team_due_at, commune_due_at, department_due_at
      ), teams as (
        update team_reports r set due_at = m.team_due_at, base_due_at = m.team_due_at from moved m where r.period_id = m.id
      ), owed as (
        update obligations o set
          base_due_at = case when o.unit_id = o.province_id then m.department_due_at else m.commune_due_at end,
          due_at = case when o.extension_reason is not null then greatest(o.due_at, m.commune_due_at)
                        when o.unit_id = o.province_id then m.department_due_at else m.commune_due_at end
          from moved m where o.period_id = m.id
      )
      select 1 from moved`)
    if (result.rows.length > 0) moved.push(row.code)
  }
  return moved
}

/**
 * Sets a holiday, a swapped or a made-up day, or takes it away (kind null), from today on. Due times of open periods are
 * counted anew by the clock within ten minutes. @throws Forbidden calendar.manage, Invalid calendar.dayOver.
 */
export async function setCalendarDay(
  ctx: Ctx,
  input: { on: Day; kind: DayKind | null; name: string },
): Promise<{ on: Day }> {
  if (!canManageCalendar(ctx.actor)) throw new Forbidden('calendar.manage')
  const { rows } = await ctx.db.execute<{ done: boolean }>(
    sql`select set_calendar_day(${input.on}, ${input.kind}, ${input.name}) as done`,
  )
  if (!rows[0]?.done) throw new Invalid('calendar.dayOver')
  return { on: input.on }
}
