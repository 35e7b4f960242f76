import { Rolls } from './rolls'

const dayIn = (instant: string) => `(${instant} at time zone 'Asia/Ho_Chi_Minh')::date`
/** From-item of the worked days between two days: `day`, a date. */
const workedDays = (from: string, to: string) => `lateral (
  select g::date as day from generate_series(${from}, ${to}, interval '1 day') g left join calendar_days c on c.on_day = g::date
   where coalesce(c.kind = 'make_up', extract(isodow from g) < 6)) worked`

/** The n-th working day after an instant's day, at 17:00. */
export const workingDaysLater = (instant: string, n: number) =>
  `(select (day + time '17:00') at time zone 'Asia/Ho_Chi_Minh'
      from ${workedDays(`${dayIn(instant)} + 1`, `${dayIn(instant)} + 20`)} order by day offset ${n - 1} limit 1)`

/**
 * CTEs of what is known of each unit that must report in period $1: size, season, register, and the working days between
 * the first day of sending and the close (`days`, `n` of them, the first `due` up to the due day). $2 seed number, $3 now,
 * $4 units that began low, $5 the month in which they began to grow, counted from 12/2023.
 */
export const baseSql = `
  period as materialized (
    select p.*, (p.year - 2023) * 12 + p.month - 12 as t, least(p.ends_on, ${dayIn('$3::timestamptz')}) as register_on
      from periods p where p.id = $1::int
  ), sending as materialized (
    select array_agg(day order by day) as days, count(*)::int as n,
           count(*) filter (where day <= ${dayIn('p.commune_due_at')})::int as due
      from period p, ${workedDays(dayIn('p.send_from_at'), dayIn('p.closes_at'))}
  ), season as materialized (
    select count(*)::float8 as worked from period p, ${workedDays('p.starts_on', 'p.ends_on')}
  ), covered as materialized (
    select distinct c.village_id from period p
      join team_coverages c on c.valid_from <= p.register_on and (c.valid_to is null or c.valid_to > p.register_on)
      join teams t on t.unit_id = c.team_id and t.founded_on <= p.register_on and (t.dissolved_on is null or t.dissolved_on > p.register_on)
  ), villages as materialized (
    select v.parent_id as commune_id, count(*)::int as villages, count(c.village_id)::int as covered
      from period p
      join unit_versions v on v.level = 'village' and v.valid_from <= p.register_on and (v.valid_to is null or v.valid_to > p.register_on)
      left join covered c on c.village_id = v.unit_id group by 1
  ), team_counts as materialized (
    select t.commune_id, count(*) filter (where t.level = 'commune')::int as commune_teams,
           count(*) filter (where t.level = 'village')::int as village_teams
      from period p join teams t on t.founded_on <= p.register_on and (t.dissolved_on is null or t.dissolved_on > p.register_on)
     group by 1
  ), base as materialized (
    select o.unit_id, o.path, o.province_id, v.code, v.type, x.households::float8 as h, x.adults::float8 as a,
           x.business_households::float8 as biz, p.id as period_id, p.code as period_code, p.form_version_id,
           p.opens_at, p.closes_at, p.t, p.month as my,
           (date_trunc('month', p.ends_on) - interval '1 day')::date as quarter_on, season.worked,
           0.85 + 0.3 * (hashtextextended(o.province_id::text, $2::bigint) & 1023)::float8 / 1024 as zeal,
           -- one rise in 128 months, so that the months after it can be told apart
           (p.t - (hashtextextended(v.code || '/rise', $2::bigint) & 127)::int) & 127 as since_rise,
           case when o.unit_id = any ($4::int[]) then least(1, 0.27 + 0.13 * (p.t - $5::int)) else 1 end as ramp,
           r.villages, r.covered, case when r.villages > 0 then coalesce(k.commune_teams, 0) end as commune_teams,
           case when r.villages > 0 then coalesce(k.village_teams, 0) end as village_teams,
           jsonb_build_object('asOf', x.as_of, 'households', x.households, 'population', x.population, 'adults', x.adults,
             'elderly', x.elderly, 'businessHouseholds', x.business_households) as denominators
      from period p cross join season
      join obligations o on o.period_id = p.id and o.state = 'required'
      join unit_versions v on v.unit_id = o.unit_id and v.level = 'commune'
       and v.valid_from <= p.ends_on and (v.valid_to is null or v.valid_to > p.ends_on)
      cross join lateral (
        select * from unit_denominators x where x.unit_id = o.unit_id and x.as_of <= p.ends_on order by x.as_of desc limit 1) x
      left join villages r on r.commune_id = o.unit_id
      left join team_counts k on k.commune_id = o.unit_id
  )`

const dice = new Rolls('q', "code || '/' || period_code")
const d = () => dice.next()
/** A working day of the sending time, at an hour of office work. */
const hour = (index: string) =>
  `(days[${index}] + time '07:35' + ${d()} * interval '9 hours') at time zone 'Asia/Ho_Chi_Minh'`

const luck = `
  case when ${d()} < 0.022 then null
       when ${d()} < 0.02 + 0.08 * ${d()} and n > due then due + 1 + floor((n - due) * ${d()})::int
       else 1 + floor(due * power(${d()}, 0.55))::int end as day,
  ${d()} < 0.035 as corrected, ${d()} < case when h < 150 then 0.3 when h < 5000 then $9::float8 else 0 end as nil,
  case when since_rise = 0 then 3.4 + 0.8 * ${d()} else 1 end as factor,
  1 + (${d()} * 1.4)::int as wait, ${d()} as draft_roll, ${d()} as saved_roll`
const days = `corrected and day + 3 <= n as back, case when corrected and day + 3 <= n then day + 2 else day end + wait as received_on`
const hours = `
  ${hour('day')} as sent_at, ${hour('day + 1')} as back_at, ${hour('day + 2')} as again_at,
  case when received_on <= n then ${hour('received_on')} else closes_at - interval '5 hours 40 minutes' end as received_at`
const happened = (instant: string, condition: string) =>
  `case when ${condition} and ${instant} <= $3 then ${instant} end`

/**
 * CTE `drawn`: who sends when, by chance, of the units not in $6. Most by the due day and mostly near it, a few late, a
 * few never; received one or two working days later; one in thirty returned, corrected and sent again. What would lie
 * after now has not happened yet. $7: share of those who have not sent that have a draft; $9: share of "Không phát sinh".
 */
export const drawnSql = `
  drawn as materialized (
    select base.*, x.nil, case when x.nil then 1 else x.factor end as factor,
           case when x.first_sent_at is null then 'draft'
                when x.accepted_at is not null then case when base.closes_at + interval '3 minutes' <= $3 then 'locked' else 'accepted' end
                when x.returned_at is not null and x.resent_at is null then 'returned' else 'submitted' end as status,
           x.first_sent_at, x.returned_at, x.resent_at, x.accepted_at, x.saved_at
      from (
        select i.*, ${happened('received_at', 'first_sent_at is not null and (not back or resent_at is not null)')} as accepted_at
          from (
            select h.*, ${happened('sent_at', 'day is not null')} as first_sent_at, ${happened('back_at', 'back')} as returned_at,
                   ${happened('again_at', 'back')} as resent_at,
                   opens_at + saved_roll * (least($3, closes_at) - opens_at) as saved_at
              from (select w.*, ${hours} from (select l.*, ${days} from (select b.*, s.days, s.n, s.due, ${luck}
                from (select b.*, ${dice.hashes('$2::bigint')} from base b where b.unit_id <> all ($6::int[]) offset 0) b
                cross join sending s offset 0) l offset 0) w offset 0) h offset 0
          ) i offset 0
      ) x
      join base on base.unit_id = x.unit_id
     where x.first_sent_at is not null or x.draft_roll < $7::float8
  )`

/** CTE `told`: reports that the demonstration tells itself, from $8, a json array of plans. */
export const toldSql = `
  told as materialized (
    select base.*, coalesce(x.nil, false) as nil, coalesce(x.factor, 1) as factor, x.status,
           x."firstSentAt" as first_sent_at, x."returnedAt" as returned_at, x."resentAt" as resent_at,
           x."acceptedAt" as accepted_at, coalesce(x."savedAt", x."proposedAt", x."firstSentAt") as saved_at
      from jsonb_to_recordset($8::jsonb) as x("unitId" int, status text, nil boolean, factor float8, "firstSentAt" timestamptz,
             "returnedAt" timestamptz, "resentAt" timestamptz, "acceptedAt" timestamptz, "savedAt" timestamptz, "proposedAt" timestamptz)
      join base on base.unit_id = x."unitId"
  )`
