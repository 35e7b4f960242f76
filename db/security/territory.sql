-- Figures on two trees: where what was filed then lies today, and who may say so.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- The derived tables from nothing; rules.ts in server/units/homes says the same in words that a test can check against.
-- An edge is certain when it is confirmed and its share known; shares above 1 in all make none of them certain. Edges that
-- take effect later than today do not count yet: the clock asks again (placeDueUnits), also where these tables are younger than
-- the successions. Only what differs is written.
create or replace function rebuild_unit_homes() returns void
language plpgsql security definer set search_path = public, pg_temp
-- Nothing is known beforehand of how many rows the steps below give: a loop over them for each row would take minutes.
set enable_nestloop = off as $$
declare homes unit_homes[]; doubts unit_doubts[]; strays unit_strays[]; today date;
begin
  perform pg_advisory_xact_lock(7274, 0);
  today := (coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) at time zone 'Asia/Ho_Chi_Minh')::date;

  with recursive given as materialized (
    select s.*, s.confirmed and s.share is not null as sure,
           sum(s.share) filter (where s.confirmed) over (partition by s.predecessor_id, s.effective_on) as whole
      from unit_successions s where s.effective_on <= today
  ), edge as materialized (
    select predecessor_id as u, successor_id as s, effective_on as d, share, sure and whole <= 1 as sure from given
  ), change as materialized (
    -- one row for each day on which something left a unit; `stays`: the unit stands on that day all the same
    select e.u, e.d, coalesce(lag(e.d) over (partition by e.u order by e.d), '-infinity') as since, e.sure, e.given, v.unit_id is not null as stays
      from (
        select u, d, bool_and(sure) as sure, coalesce(sum(share) filter (where sure), 0) as given from edge group by u, d
        union all
        -- what ended and became nothing that anybody knows of leaves its figures without a place
        select v.unit_id, max(v.valid_to), true, 0 from unit_versions v where v.level in ('province', 'district', 'commune')
         group by v.unit_id having bool_and(v.valid_to is not null) and max(v.valid_to) <= today
            and not exists (select from edge x where x.u = v.unit_id and x.d = max(v.valid_to))
      ) e
      left join unit_versions v on v.unit_id = e.u and v.valid_from <= e.d and (v.valid_to is null or v.valid_to > e.d)
  ), leaves as materialized (
    select u, d, s as home, share from edge where sure
    union all
    select u, d, case when stays and sure then u end, 1 - given from change where given < 1
  ), step as materialized (
    -- the change that meets what a unit took on a day from `first` to `last`: one of a later day, or that by which it ended on
    -- the day itself
    select c.u, c.d, c.stays, case when lag(c.stays) over w = false then c.since + 1 else c.since end as first,
           case when c.stays then c.d - 1 else c.d end as last
      from change c window w as (partition by c.u order by c.d)
  ), flow(unit_id, since, until, home, day, share, passed) as (
    -- passed: what it came through on that day, and has ended there; what would go round among those has no home
    select c.u, c.since, c.d, l.home, c.d, l.share, case when c.stays then '{}'::integer[] else array[c.u] end
      from change c join leaves l on l.u = c.u and l.d = c.d
    union all
    select f.unit_id, f.since, f.until, case when l.home <> all (t.passed) then l.home end, x.d, f.share * l.share, t.passed
      from flow f
      join step x on x.u = f.home and f.day >= x.first and f.day <= x.last
      join leaves l on l.u = x.u and l.d = x.d
      cross join lateral (select case when x.d = f.day then f.passed else '{}' end || case when x.stays then '{}'::integer[] else array[x.u] end as passed) t
  ), taint(unit_id, predecessor_id, successor_id, effective_on, day) as (
    select s, u, s, d, d from edge where not sure
    union
    select e.u, e.u, e.s, e.d, e.d from edge e join change c on c.u = e.u and c.d = e.d where not e.sure and c.stays
    union
    select e.s, t.predecessor_id, t.successor_id, t.effective_on, e.d
      from taint t join edge e on e.u = t.unit_id and e.d >= t.day
      join change c on c.u = e.u and c.d = e.d and (e.d > t.day or not c.stays)
  ), doubt as materialized (
    select distinct unit_id, predecessor_id, successor_id, effective_on from taint
  ), firm as materialized (
    select unit_id, max(effective_on) as since from doubt group by unit_id
  ), arrived as materialized (
    select f.unit_id, f.since, f.until, f.home, sum(f.share) as share
      from flow f
     where not exists (select from step x where x.u = f.home and f.day >= x.first and f.day <= x.last)
     group by 1, 2, 3, 4
    union all
    -- what still stands is its own home; it has rows as long as its own past is in doubt
    select k.unit_id, x.since, 'infinity', k.unit_id, 1
      from firm k
      join (select k.unit_id, coalesce(max(c.d), '-infinity') as since from firm k left join change c on c.u = k.unit_id group by 1) x on x.unit_id = k.unit_id
     where k.since > x.since
  ), point as (
    select unit_id, since, until, since as at from arrived
    union
    select a.unit_id, a.since, a.until, k.since from arrived a join firm k on k.unit_id = a.home and k.since > a.since and k.since < a.until
  ), span as (
    select unit_id, since, at, lead(at, 1, until) over (partition by unit_id, since order by at) as until from point
  ), placed as (
    select s.unit_id, s.at as since, s.until, case when k.since > s.at then null else a.home end as home, sum(a.share) as share
      from span s join arrived a on a.unit_id = s.unit_id and a.since = s.since left join firm k on k.unit_id = a.home
     group by 1, 2, 3, 4
  )
  -- what is its own home, whole, needs no row
  select (select array_agg(row(p.unit_id, p.since, p.until, p.home, trim_scale(p.share), p.at = 1)::unit_homes)
            from (select x.*, row_number() over (partition by x.unit_id, x.since order by x.share desc, x.home) as at from placed x) p
           where p.home is distinct from p.unit_id or p.share < 1),
         (select array_agg(row(d.unit_id, d.predecessor_id, d.successor_id, d.effective_on)::unit_doubts) from doubt d)
    into homes, doubts;

  delete from unit_homes h using (select * from unit_homes except select * from unnest(homes)) x
   where h.unit_id = x.unit_id and h.since = x.since and h.home_id is not distinct from x.home_id;
  insert into unit_homes select * from unnest(homes) except select * from unit_homes;
  delete from unit_doubts h using (select * from unit_doubts except select * from unnest(doubts)) x
   where h.unit_id = x.unit_id and h.effective_on = x.effective_on and h.predecessor_id = x.predecessor_id and h.successor_id = x.successor_id;
  insert into unit_doubts select * from unnest(doubts) except select * from unit_doubts;

  with era as materialized (
    select c.unit_id, c.parent_id as then_id, c.valid_from as since, coalesce(c.valid_to, 'infinity') as until
      from unit_versions c join units p on p.id = c.parent_id and p.level = 'province' where c.level = 'commune'
    union all
    select c.unit_id, d.parent_id, greatest(c.valid_from, d.valid_from), least(coalesce(c.valid_to, 'infinity'), coalesce(d.valid_to, 'infinity'))
      from unit_versions c join unit_versions d on d.unit_id = c.parent_id and d.level = 'district'
       and d.valid_from < coalesce(c.valid_to, 'infinity') and c.valid_from < coalesce(d.valid_to, 'infinity')
     where c.level = 'commune'
    union all
    -- a province that reports its totals only
    select unit_id, unit_id, valid_from, coalesce(valid_to, 'infinity') from unit_versions where level = 'province'
  ), seat as materialized (select id, left(path, 8) as path from units where level in ('province', 'commune'))
  select array_agg(distinct row(e.unit_id, e.then_id, e.since, e.until)::unit_strays) into strays
    from era e
    join seat own on own.id = e.unit_id
    join seat before on before.id = e.then_id
    left join unit_homes p on p.unit_id = e.then_id and p.since < e.until and p.until > e.since
    left join unit_homes h on h.unit_id = e.unit_id and h.home_id is not null and h.since < e.until and h.until > e.since
    left join seat ph on ph.id = p.home_id
    left join seat hh on hh.id = h.home_id
   where case when p.unit_id is null then before.path <> own.path or before.path <> lpad(e.then_id::text, 7, '0') || '.'
              else ph.path is distinct from own.path or p.share < 1 end
      or hh.path <> own.path;
  delete from unit_strays h using (select * from unit_strays except select * from unnest(strays)) x
   where h.unit_id = x.unit_id and h.then_id = x.then_id and h.since = x.since;
  insert into unit_strays select * from unnest(strays) except select * from unit_strays;
end $$;

-- What became of a predecessor, told by the province it lies in with all its parts, else, and of provinces, by the ministry alone:
-- [{predecessor, successor, effective_on, share}]. share null takes a confirmation back. Answers how many edges changed.
create or replace function confirm_successions(p_edges jsonb) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  write_lo constant text := current_setting('app.write_lo', true);
  write_hi constant text := coalesce(current_setting('app.write_hi', true), '');
  post constant text := coalesce(current_setting('app.role', true), '');
  changed integer;
begin
  if post not in ('ministry_admin', 'department_leader', 'province_admin') or write_hi = '' then
    raise insufficient_privilege using message = 'units.outside';
  end if;
  perform pg_advisory_xact_lock(7274, 0);
  if exists (
    select from jsonb_to_recordset(p_edges) as x(predecessor integer, successor integer, effective_on date)
      left join unit_successions s on s.predecessor_id = x.predecessor and s.successor_id = x.successor and s.effective_on = x.effective_on
      left join units p on p.id = s.predecessor_id
      left join unit_successions t on t.predecessor_id = s.predecessor_id and t.effective_on = s.effective_on
      left join units q on q.id = t.successor_id
     where (p.path >= write_lo and p.path < write_hi and q.path >= write_lo and q.path < write_hi
       and (post = 'ministry_admin' or 'province' not in (p.level, q.level))) is not true
  ) then raise insufficient_privilege using message = 'units.outside'; end if;
  update unit_successions s set share = x.share, confirmed = x.share is not null
    from jsonb_to_recordset(p_edges) as x(predecessor integer, successor integer, effective_on date, share numeric(9, 8))
   where s.predecessor_id = x.predecessor and s.successor_id = x.successor and s.effective_on = x.effective_on
     and (s.share is distinct from x.share or s.confirmed <> (x.share is not null));
  get diagnostics changed = row_count;
  if exists (
    select from unit_successions s
     where s.confirmed and s.predecessor_id in (select (x ->> 'predecessor')::integer from jsonb_array_elements(p_edges) x)
     group by s.predecessor_id, s.effective_on having sum(s.share) > 1
  ) then raise check_violation using message = 'units.sharesAbove'; end if;
  if changed > 0 then perform rebuild_unit_homes(); end if;
  return changed;
end $$;

-- Whether the caller sees what lies at a path in full.
create or replace function in_read_range(p_path text) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(p_path collate "C" >= current_setting('app.read_lo', true) collate "C"
    and p_path collate "C" < current_setting('app.read_hi', true) collate "C", false)
$$;

-- Where the strays of these months lie: sign -1 at what became of their province of then (its totals hold them), +1 at the
-- province of today that they really lie in, and there at the unit; province null: no province is known, unit null: no unit.
-- shown: that place is in the caller's range; own: his own commune took it, or nobody did and it is of his commune's past.
-- part: no stray, but what a unit whose reports he does not read gave to his commune; it is in his province's totals already.
drop function if exists stray_places(integer[]);
create function stray_places(p_periods integer[])
returns table (
  unit_id integer, period_id integer, closed boolean, then_id integer, sign integer, province_id integer, home_id integer, share numeric,
  lead boolean, shown boolean, own boolean, part boolean
)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive stray as (
    select s.unit_id, s.then_id, p.id as period_id, p.state = 'closed' as closed, p.ends_on, t.path
      from unit_strays s
      join periods p on p.id = any (p_periods) and p.ends_on >= s.since and p.ends_on < s.until
      join units t on t.id = s.then_id
  ), before as materialized (
    select s.*, case when h.unit_id is null then s.then_id else h.home_id end as home_id, coalesce(h.share, 1) as share, coalesce(h.lead, true) as lead
      from stray s left join unit_homes h on h.unit_id = s.then_id and s.ends_on >= h.since and s.ends_on < h.until
  ), after as (
    select s.*, case when h.unit_id is null then s.unit_id else h.home_id end as home_id, coalesce(h.share, 1) as share, coalesce(h.lead, true) as lead
      from stray s left join unit_homes h on h.unit_id = s.unit_id and s.ends_on >= h.since and s.ends_on < h.until
  ), lost as materialized (
    select a.unit_id, a.period_id, a.then_id, a.ends_on, a.share * b.share as share, a.lead and b.lead as lead
      from after a join before b on (b.unit_id, b.then_id, b.period_id) = (a.unit_id, a.then_id, a.period_id) and b.home_id is null
     where a.home_id is null
  ), reach(unit_id, period_id, ends_on, at) as (
    select unit_id, period_id, ends_on, unit_id from lost
    union
    select r.unit_id, r.period_id, r.ends_on, s.successor_id from reach r join unit_successions s on s.predecessor_id = r.at and s.effective_on > r.ends_on
  ), certain as materialized (
    -- whatever became of it lies in one province
    select r.unit_id, r.period_id, min(p.id) as province_id
      from reach r join units u on u.id = r.at join units p on p.path = left(u.path, 8)
     where exists (select from unit_versions v where v.unit_id = r.at and v.valid_to is null)
     group by 1, 2 having count(distinct p.id) = 1
  ), kin(unit_id, from_id) as (
    select distinct d.unit_id, d.unit_id from unit_doubts d join units u on u.id = d.unit_id and u.level = 'province' where exists (select from lost)
    union
    select k.unit_id, s.predecessor_id from kin k join unit_successions s on s.successor_id = k.from_id
  ), barred as materialized (
    -- a province of which something of then cannot be placed takes no figures of that month
    select distinct k.unit_id, l.period_id
      from lost l
      join kin k on k.from_id = l.then_id
      join unit_doubts d on d.unit_id = k.unit_id and d.effective_on > l.ends_on
     where not exists (select from certain c where c.unit_id = l.unit_id and c.period_id = l.period_id)
       and (exists (select from obligations o where o.period_id = l.period_id and o.unit_id = l.unit_id and o.province_id = l.then_id)
         or exists (select from reports r where r.period_id = l.period_id and r.unit_id = l.unit_id and r.province_id = l.then_id))
  ), taken as (
    -- what nobody can place stays where the province of then is, else in the one that all that became of it lies in
    select a.unit_id, a.period_id, a.closed, a.then_id, a.path, b.home_id as province_id, null::integer as home_id, a.share * b.share as share, a.lead and b.lead as lead
      from after a join before b on (b.unit_id, b.then_id, b.period_id) = (a.unit_id, a.then_id, a.period_id) and b.home_id is not null
     where a.home_id is null
    union all
    select l.unit_id, l.period_id, a.closed, l.then_id, a.path, c.province_id, null, l.share, l.lead
      from lost l
      join after a on (a.unit_id, a.then_id, a.period_id) = (l.unit_id, l.then_id, l.period_id) and a.home_id is null
      left join certain c on (c.unit_id, c.period_id) = (l.unit_id, l.period_id)
    union all
    select a.unit_id, a.period_id, a.closed, a.then_id, a.path, p.id, a.home_id, a.share, a.lead
      from after a join units h on h.id = a.home_id join units p on p.path = left(h.path, 8)
  ), place as (
    select b.unit_id, b.period_id, b.closed, b.then_id, b.path, -1 as sign, b.home_id as province_id, null::integer as home_id, b.share, b.lead from before b
    union all
    select t.unit_id, t.period_id, t.closed, t.then_id, t.path, 1, case when x.unit_id is null then t.province_id end, t.home_id, t.share, t.lead
      from taken t left join barred x on x.unit_id = t.province_id and x.period_id = t.period_id
  )
  select x.unit_id, x.period_id, x.closed, x.then_id, x.sign, x.province_id, x.home_id, x.share, x.lead,
         in_read_range(case when x.sign < 0 or x.province_id is null then x.path else p.path end),
         x.sign > 0 and case when x.home_id is null then x.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]) is true
                             else in_read_range(h.path) end, false
    from place x left join units p on p.id = x.province_id left join units h on h.id = x.home_id
   where nullif(current_setting('app.person', true), '') is not null
  union all
  select h.unit_id, o.period_id, false, o.province_id, 1, p.id, u.id, h.share, h.lead, false, true, true
    from units u
    join units p on p.path = left(u.path, 8)
    join unit_homes h on h.home_id = u.id and h.unit_id <> u.id
    join periods d on d.id = any (p_periods) and d.ends_on >= h.since and d.ends_on < h.until
    join obligations o on o.period_id = d.id and o.unit_id = h.unit_id
   where nullif(current_setting('app.person', true), '') is not null and current_setting('app.unit_level', true) = 'commune'
     and u.id = nullif(current_setting('app.unit', true), '')::integer and u.path = current_setting('app.read_lo', true)
     and h.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]) is not true
     and not exists (select from unit_strays s where s.unit_id = h.unit_id and s.then_id = o.province_id and d.ends_on >= s.since and d.ends_on < s.until)
$$;

-- Where each stray of these months counts once by the provinces of today, of those the caller may know of; null: nobody can say.
-- home_id: what of today it lies in there, null where its province of then alone says so. A report counts there also while the
-- province takes no figures of that month.
create or replace function stray_seats(p_periods integer[])
returns table (unit_id integer, then_id integer, period_id integer, province_id integer, home_id integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.unit_id, s.then_id, s.period_id, coalesce(s.province_id, p.id), s.home_id
    from stray_places(p_periods) s
    left join units h on h.id = s.home_id left join units p on p.path = left(h.path, 8) and p.level = 'province'
   where s.sign = 1 and s.lead and not s.part and (s.shown or s.own)
$$;

-- Provinces of which something of then that is owed or was filed cannot be placed, and the first day from which it can.
create or replace function province_doubts(p_periods integer[])
returns table (unit_id integer, comparable_from date)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive lost as materialized (
    select distinct s.then_id, d.ends_on
      from stray_places(p_periods) s
      join periods d on d.id = s.period_id
     where s.sign = 1 and s.province_id is null and not s.part
       and (exists (select from obligations o where o.period_id = s.period_id and o.unit_id = s.unit_id and o.province_id = s.then_id)
         or exists (select from reports r where r.period_id = s.period_id and r.unit_id = s.unit_id and r.province_id = s.then_id))
  ), kin(unit_id, from_id) as (
    select distinct d.unit_id, d.unit_id from unit_doubts d join units u on u.id = d.unit_id and u.level = 'province' where exists (select from lost)
    union
    select k.unit_id, s.predecessor_id from kin k join unit_successions s on s.successor_id = k.from_id
  )
  select k.unit_id, max(l.ends_on) + 1
    from kin k join lost l on l.then_id = k.from_id join unit_doubts d on d.unit_id = k.unit_id and d.effective_on > l.ends_on
   group by 1
$$;

-- The figures of strays, for one who may see them. Without p_province what is to be added to each province (sums of its past
-- provinces' totals), n counting a report once a province, in full where the province lies in his range, else as published; with
-- it what its communes of today took (unit_id, null: unplaced), of a province in his range or by his own commune. also: of n, those that count first elsewhere. households,
-- adults: of the reports behind the figure where they are added, null where one has none; behind: equal where they are the same units'.
drop function if exists stray_totals(integer[], boolean, integer);
create function stray_totals(p_periods integer[], p_accepted boolean, p_province integer)
returns table (
  province_id integer, unit_id integer, period_id integer, indicator_id integer, n integer, also integer, num numeric, den numeric,
  accepted integer, accepted_also integer, households numeric, adults numeric, behind text
)
language sql stable security definer set search_path = public, pg_temp as $$
  with place as (
    select s.unit_id, s.period_id, s.then_id, s.sign, s.province_id, case when p_province is not null then s.home_id end as home_id,
           s.closed, s.shown or p_province is not null as shown, sum(s.share) as share, bool_or(s.lead) as lead
      from stray_places(p_periods) s
     where case when p_province is null then not s.part else s.sign = 1 and s.province_id = p_province and (s.shown or s.own) end
     group by 1, 2, 3, 4, 5, 6, 7, 8
  ), seen as (
    select p.*, r.status in ('accepted', 'locked') as is_accepted, r.form_version_id, d.ends_on, r.values, r.details, r.denominators
      from place p
      join reports r on r.unit_id = p.unit_id and r.period_id = p.period_id and r.province_id = p.then_id
      join periods d on d.id = r.period_id
     where r.status in ('accepted', 'locked') and (p.shown or p.closed) or r.status = 'submitted' and p.shown and not p_accepted
  )
  select s.province_id, s.home_id, s.period_id, f.indicator_id, sum(s.sign)::int, coalesce(sum(s.sign) filter (where not s.lead), 0)::int,
         sum(s.sign * s.share * f.num), sum(s.sign * s.share * f.den), coalesce(sum(s.sign) filter (where s.is_accepted), 0)::int,
         coalesce(sum(s.sign) filter (where s.is_accepted and not s.lead), 0)::int,
         case when bool_and(s.denominators ->> 'households' is not null) filter (where s.sign = 1) is not false
              then coalesce(sum(s.share * (s.denominators ->> 'households')::numeric) filter (where s.sign = 1), 0) end,
         case when bool_and(s.denominators ->> 'adults' is not null) filter (where s.sign = 1) is not false
              then coalesce(sum(s.share * (s.denominators ->> 'adults')::numeric) filter (where s.sign = 1), 0) end,
         md5(string_agg(s.unit_id::text, ' ' order by s.unit_id) filter (where s.sign = 1))
    from seen s cross join lateral report_figures(s.form_version_id, s.then_id, s.ends_on, s.values, s.details, s.denominators) f
   group by 1, 2, 3, 4
$$;

-- Who of the strays owed a report, placed like their figures. Without p_province: signed, to be added to what each province of
-- then owed and became (p_then: to the province of then itself, for whoever sees it in full); published_required holds those of
-- provinces that are not shown in full. summary: nothing but totals of provinces, else null.
drop function if exists stray_required(integer[], boolean, integer, boolean);
create function stray_required(p_periods integer[], p_accepted boolean, p_province integer, p_then boolean)
returns table (province_id integer, unit_id integer, required integer, also integer, summary boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with place as (
    select s.unit_id, s.period_id, s.then_id, s.sign, case when p_then then s.then_id else s.province_id end as province_id,
           case when p_province is not null then s.home_id end as home_id, s.closed, s.shown or p_province is not null as shown,
           bool_or(s.lead) as lead
      from stray_places(p_periods) s
     where case when p_then then s.sign = -1 and s.shown
                when p_province is null then not s.part else s.sign = 1 and s.province_id = p_province and (s.shown or s.own) end
     group by 1, 2, 3, 4, 5, 6, 7, 8
  )
  select p.province_id, p.home_id, sum(case when p_then then 1 else p.sign end)::int,
         coalesce(sum(p.sign) filter (where not p.lead and not p_then), 0)::int, case when bool_and(p.unit_id = p.then_id) then true end
    from place p
    join obligations o on o.period_id = p.period_id and o.unit_id = p.unit_id and o.province_id = p.then_id
    left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
   where (p_then or p.sign = 1 or not p.shown)
     and (o.state = 'required' or p.shown and (r.status in ('accepted', 'locked') or r.status = 'submitted' and not p_accepted))
     and (p.shown or p.closed)
   group by 1, 2
$$;

-- By the tree of then: the path of the province that the caller, or what ended in it, owed each month to, as that lies today; of
-- a month that it owed to nobody, of the province that the caller stands under.
create or replace function own_provinces(p_periods integer[])
returns table (period_id integer, path text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, coalesce(owed.path, own.path)
    from (select left(current_setting('app.read_lo', true), 8) as path, nullif(current_setting('app.unit', true), '')::integer as unit_id,
                 nullif(current_setting('app.history_units', true), '')::integer[] as ended) own
    cross join unnest(p_periods) p(id)
    left join lateral (
      select left(u.path, 8) as path from obligations o join units u on u.id = o.province_id
       where o.period_id = p.id and o.unit_id = any (own.ended || own.unit_id) and o.moved_by is null
       order by o.unit_id = own.unit_id desc, left(u.path, 8) = own.path desc, u.id limit 1) owed on true
   where length(own.path) >= 8 and nullif(current_setting('app.person', true), '') is not null
$$;

-- A commune beside its province: n, num, den of the province the caller stands under, by the units of today (what it came from
-- included), or by those of then of its province of each month, of the provinces p_then (null: all that lie there now).
drop function if exists own_province_totals(integer[], boolean);
drop function if exists own_province_totals(integer[], boolean, integer);
create or replace function own_province_totals(p_periods integer[], p_accepted boolean, p_now boolean, p_then integer[])
returns table (period_id integer, indicator_id integer, n integer, num numeric, den numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as (
    select u.id, u.path from units u
     where u.path = left(current_setting('app.read_lo', true), 8) and length(current_setting('app.read_lo', true)) >= 8
  ), month as materialized (
    select own.path, p.id as period_id from own cross join unnest(p_periods) p(id) where p_now
    union all
    select o.path, o.period_id from own_provinces(p_periods) o where not p_now
  ), part as (
    select t.period_id, t.indicator_id, case when p_accepted then t.accepted_n else t.submitted_n end as n,
           case when p_accepted then t.accepted_num else t.submitted_num end as num,
           case when p_accepted then t.accepted_den else t.submitted_den end as den
      from month m join totals t on t.period_id = m.period_id and starts_with(t.path, m.path)
     where p_then is null or t.province_id = any (p_then)
    union all
    select r.period_id, f.indicator_id, s.sign, s.sign * s.share * f.num, s.sign * s.share * f.den
      from own
      join (select x.unit_id, x.period_id, x.then_id, x.sign, x.province_id, sum(x.share) as share
              from stray_places(p_periods) x where not x.part group by 1, 2, 3, 4, 5) s on s.province_id = own.id
      join reports r on r.unit_id = s.unit_id and r.period_id = s.period_id and r.province_id = s.then_id
       and (r.status in ('accepted', 'locked') or r.status = 'submitted' and not p_accepted)
      join periods d on d.id = r.period_id
      cross join lateral report_figures(r.form_version_id, r.province_id, d.ends_on, r.values, r.details, r.denominators) f
     where p_now and exists (select from unit_strays)
  )
  select period_id, indicator_id, sum(n)::int, sum(num), sum(den) from part group by 1, 2 having sum(n) > 0
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'rebuild_unit_homes()',
    'confirm_successions(jsonb)',
    'in_read_range(text)',
    'stray_places(integer[])',
    'stray_seats(integer[])',
    'province_doubts(integer[])',
    'stray_totals(integer[], boolean, integer)',
    'stray_required(integer[], boolean, integer, boolean)',
    'own_provinces(integer[])',
    'own_province_totals(integer[], boolean, boolean, integer[])'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function confirm_successions(jsonb), stray_totals(integer[], boolean, integer),
    stray_required(integer[], boolean, integer, boolean), province_doubts(integer[]), stray_seats(integer[]), own_provinces(integer[]),
    own_province_totals(integer[], boolean, boolean, integer[]) to tn_runtime;
  grant execute on function rebuild_unit_homes() to tn_system;
end $$;
