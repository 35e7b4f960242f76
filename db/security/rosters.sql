-- Rosters of the teams: what a province sets for them, and how names are read above the commune.
-- SECURITY DEFINER and owned by tn_ledger, as in units.sql.

-- A reading of personal data is written down in the transaction that gives the data (domain.md section 12). The caller reads the
-- rows himself, by his own rights.
create or replace function log_access(p_kind text, p_subject text, p_reason text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('app.person', true), '') is null or p_kind not in ('reveal', 'export') then
    raise insufficient_privilege using message = 'common.forbidden';
  end if;
  insert into access_log (at, kind, person_id, assignment_id, subject, reason)
  values (current_setting('app.now')::timestamptz, p_kind, current_setting('app.person')::uuid, current_setting('app.assignment')::uuid, p_subject, p_reason);
end $$;

-- The roster of a team or of a whole commune on a day for whoever stands above the commune: names for a reason, which is written
-- down; no phone number, no Party office, no post typed by hand, which may be one, and nobody who asked for a restriction. Read by
-- the posts of a department and by an inspector of the province.
drop function if exists open_roster(integer, date, text);
create function open_roster(p_unit integer, p_on date, p_reason text)
returns table (
  member_id uuid, team_id integer, full_name text, sort_name text, sex text, birth_year smallint, role text, component text,
  valid_from date, valid_to date
)
language plpgsql security definer set search_path = public, pg_temp as $$
declare place text; upper_end text;
begin
  select u.path, u.hi into place, upper_end from units u
   where u.id = p_unit and u.level in ('commune', 'team')
     and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true);
  if not found or coalesce(current_setting('app.unit_level', true), '') <> 'province'
     or current_setting('app.role', true) not in ('department_leader', 'province_officer', 'province_admin', 'auditor')
     or length(btrim(coalesce(p_reason, ''))) < 5 then
    raise insufficient_privilege using message = 'persons.notOpened';
  end if;
  insert into access_log (at, kind, person_id, assignment_id, subject, reason)
  values (current_setting('app.now')::timestamptz, 'reveal', current_setting('app.person')::uuid, current_setting('app.assignment')::uuid,
          'rosters/' || p_unit, p_reason);
  return query
    select m.id, s.unit_id, m.full_name, m.sort_name, m.sex, m.birth_year, s.role,
           case when s.component = 'party_secretary' then null else s.component end, s.valid_from, s.valid_to
      from memberships s join members m on m.id = s.member_id
     where s.path >= place and s.path < upper_end and s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
       and m.full_name is not null and m.restricted_on is null;
end $$;

-- How many members each team of a unit has on a day, and whether it is led: numbers, for whoever sees the teams.
create or replace function team_rosters(p_unit integer, p_on date)
returns table (team_id integer, members integer, leaders integer, leader_away_since date)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.unit_id, count(*)::int, (count(*) filter (where s.role = 'leader'))::int, min(s.absent_since) filter (where s.role = 'leader')
    from units u join memberships s on s.path >= u.path and s.path < u.hi
   where u.id = p_unit and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true)
     and s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
   group by 1
$$;

-- Whether the caller reads a unit: it lies in his range, or he answers for what it left (begin_identity).
create or replace function reads_unit(p_unit integer) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from units u where u.id = p_unit and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true))
    or p_unit = any (nullif(current_setting('app.history_units', true), '')::integer[])
    or p_unit = any (nullif(current_setting('app.taken_units', true), '')::integer[])
$$;

-- What the rosters and decisions of a commune say at a day, each person once: A06 members of its own team, A07 of village teams, A08
-- from the Youth Union, A09 from firms and banks; A10 teams renewed by decisions signed in the days up to it; A11 teams without a
-- session of their own or with others in these days, by the log and by what they report. Null, never a false 0, where no roster, decision or log is kept (domain.md 8, 22.14).
drop function if exists roster_figures(integer, date, date);
create function roster_figures(p_commune integer, p_from date, p_on date)
returns table ("A06" integer, "A07" integer, "A08" integer, "A09" integer, "A10" integer, "A11" integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with team as materialized (
    select t.unit_id, t.level from unit_versions v join teams t on t.unit_id = v.unit_id
     where reads_unit(p_commune) and v.parent_id = p_commune and v.level = 'team'
       and v.valid_from <= p_on and (v.valid_to is null or v.valid_to > p_on)
       and t.founded_on <= p_on and (t.dissolved_on is null or t.dissolved_on > p_on)
  ), held as (
    select t.level, s.member_id, c.counts_as from team t join memberships s on s.unit_id = t.unit_id left join components c on c.code = s.component
     where s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
  ), told as materialized (
    -- What the teams themselves report of these days: more than no session is activity (22.4).
    select r.unit_id, coalesce((r.values ->> 'C01')::numeric, 0) > 0 as active
      from team t join team_reports r on r.unit_id = t.unit_id and r.status = 'sent' join periods m on m.id = r.period_id and m.starts_on = p_from
  ), kept as (
    select exists (select from team t join memberships s on s.unit_id = t.unit_id and s.valid_from <= p_on) as rosters,
           exists (select from team_decisions d where d.unit_id = p_commune and d.state = 'issued' and d.decided_on <= p_on) as decisions,
           exists (select from team t join activities a on a.unit_id = t.unit_id and a.state = 'recorded' and a.on_day <= p_on)
             or exists (select from told) as logs
  )
  select case when k.rosters then (select count(distinct member_id) from held where level = 'commune')::int end,
         case when k.rosters then (select count(distinct member_id) from held where level = 'village')::int end,
         case when k.rosters then (select count(distinct member_id) from held where counts_as = 'youth')::int end,
         case when k.rosters then (select count(distinct member_id) from held where counts_as = 'business')::int end,
         case when k.decisions then (
           select count(distinct l.team_id) from team_decisions d join team_decision_lines l on l.decision_id = d.id
            where d.unit_id = p_commune and d.state = 'issued' and d.kind = 'renewal' and d.decided_on between p_from and p_on)::int end,
         case when k.logs then (
           select count(*) from team t
            where not exists (select from activities a where a.unit_id = t.unit_id and a.state = 'recorded' and a.on_day between p_from and p_on)
              and not exists (select from activity_teams x join activities a on a.id = x.activity_id and a.state = 'recorded' and a.on_day between p_from and p_on
                               where x.unit_id = t.unit_id)
              and not exists (select from told x where x.unit_id = t.unit_id and x.active))::int end
    from kept k where reads_unit(p_commune)
$$;

-- The active teams of a unit on a day, each with the part of the unit it is counted under (a province of the country, a commune of a
-- province or district, itself in a commune): by the units of that day, or by where it lies today. Asked by the functions below alone.
create or replace function team_scope(p_unit integer, p_on date, p_then boolean)
returns table (place_id integer, commune_id integer, team_id integer, level text)
language sql stable set search_path = public, pg_temp as $$
  with me as materialized (
    select u.id, u.level, u.path, u.hi from units u where u.id = p_unit and reads_unit(p_unit)
  ), communes as materialized (
    select c.unit_id as id, c.parent_id, case p.level when 'district' then p.parent_id else c.parent_id end as province_id
      from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_from <= p_on and (p.valid_to is null or p.valid_to > p_on)
     where p_then and c.level = 'commune' and c.valid_from <= p_on and (c.valid_to is null or c.valid_to > p_on)
  )
  select case me.level when 'nation' then c.province_id when 'commune' then t.unit_id else c.id end, c.id, t.unit_id, t.level
    from me join communes c on me.level = 'nation' or me.id in (c.province_id, c.parent_id, c.id)
    join unit_versions v on v.parent_id = c.id and v.level = 'team' and v.valid_from <= p_on and (v.valid_to is null or v.valid_to > p_on)
    join teams t on t.unit_id = v.unit_id
   where t.founded_on <= p_on and (t.dissolved_on is null or t.dissolved_on > p_on)
  union all
  select substr(t.path, length(me.path) + 1, 7)::integer, t.commune_id, t.unit_id, t.level
    from me join teams t on t.path >= me.path and t.path < me.hi
   where not p_then and t.founded_on <= p_on and (t.dissolved_on is null or t.dissolved_on > p_on)
$$;

-- What stands in each part of a unit on a day: communes and those with a team of their own, villages and those that a team of their
-- commune of that day covers, teams, members (each once in a commune and level). Counts alone, for whoever reads the unit.
create or replace function team_counts(p_unit integer, p_on date, p_then boolean)
returns table (
  place_id integer, communes integer, communes_with_team integer, villages integer, covered integer,
  commune_teams integer, village_teams integer, commune_members integer, village_members integer, led integer
)
language plpgsql stable security definer set search_path = public, pg_temp
set jit = off set work_mem = '64MB' set plan_cache_mode = force_custom_plan set enable_nestloop = on as $$
#variable_conflict use_column
begin
  -- The whole country is read at once, what is smaller by its keys.
  if exists (select from units where id = p_unit and level = 'nation') then perform set_config('enable_nestloop', 'off', true); end if;
  return query
  with me as materialized (
    select u.id, u.level, u.path, u.hi from units u where u.id = p_unit and reads_unit(p_unit)
  ), scope as materialized (select * from team_scope(p_unit, p_on, p_then)),
  communes as materialized (
    select case me.level when 'nation' then x.province_id else x.id end as place_id, x.id
      from me join (
        select c.unit_id as id, c.parent_id, case p.level when 'district' then p.parent_id else c.parent_id end as province_id
          from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_from <= p_on and (p.valid_to is null or p.valid_to > p_on)
         where c.level = 'commune' and c.valid_from <= p_on and (c.valid_to is null or c.valid_to > p_on)
      ) x on p_then and (me.level = 'nation' or me.id in (x.province_id, x.parent_id, x.id))
    union all
    select substr(u.path, length(me.path) + 1, 7)::integer, u.id
      from me join units u on not p_then and me.level <> 'commune' and u.level = 'commune' and u.path >= me.path and u.path < me.hi
     where exists (select from unit_versions v where v.unit_id = u.id and v.valid_to is null)
    union all select me.id, me.id from me where not p_then and me.level = 'commune'
  ), villages as materialized (
    select c.place_id, v.unit_id as id from communes c join unit_versions v on v.parent_id = c.id and v.level = 'village'
     where p_then and v.valid_from <= p_on and (v.valid_to is null or v.valid_to > p_on)
    union all
    select c.place_id, u.id from communes c join unit_versions v on v.parent_id = c.id and v.level = 'village' and v.valid_to is null
      join units u on u.id = v.unit_id
     where not p_then and exists (select from unit_versions x where x.unit_id = u.id and x.valid_from <= p_on and (x.valid_to is null or x.valid_to > p_on))
  ), held as materialized (
    select distinct v.id from villages v
      join unit_versions p on p.unit_id = v.id and p.valid_from <= p_on and (p.valid_to is null or p.valid_to > p_on)
      join team_coverages c on c.village_id = v.id and c.valid_from <= p_on and (c.valid_to is null or c.valid_to > p_on)
      join teams t on t.unit_id = c.team_id and t.founded_on <= p_on and (t.dissolved_on is null or t.dissolved_on > p_on)
      join unit_versions b on b.unit_id = t.unit_id and b.parent_id = p.parent_id and b.valid_from <= p_on and (b.valid_to is null or b.valid_to > p_on)
  ), seats as (
    select s.place_id, s.commune_id, s.level, m.member_id, s.team_id, m.role
      from scope s join memberships m on m.unit_id = s.team_id and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
  ), of_communes as (select c.place_id, count(*)::int as n, (count(*) filter (where exists (select from scope s where s.commune_id = c.id and s.level = 'commune')))::int as w
                       from communes c group by 1),
  of_villages as (select v.place_id, count(*)::int as n, count(h.id)::int as w from villages v left join held h using (id) group by 1),
  of_teams as (select s.place_id, (count(*) filter (where s.level = 'commune'))::int as c, (count(*) filter (where s.level = 'village'))::int as v from scope s group by 1),
  of_seats as (
    select x.place_id, (count(*) filter (where x.level = 'commune'))::int as c, (count(*) filter (where x.level = 'village'))::int as v
      from (select distinct s.place_id, s.commune_id, s.level, s.member_id from seats s) x group by 1
  ), of_leaders as (select s.place_id, count(distinct s.team_id)::int as n from seats s where s.role = 'leader' group by 1),
  places as (select place_id from of_communes union select place_id from of_teams union select place_id from of_villages)
  select p.place_id, coalesce(c.n, 0), coalesce(c.w, 0), coalesce(v.n, 0), coalesce(v.w, 0), coalesce(t.c, 0), coalesce(t.v, 0),
         coalesce(s.c, 0), coalesce(s.v, 0), coalesce(l.n, 0)
    from places p left join of_communes c using (place_id) left join of_villages v using (place_id) left join of_teams t using (place_id)
    left join of_seats s using (place_id) left join of_leaders l using (place_id);
end $$;

-- Of whom the teams of a unit are made up on a day: numbers by level of team under one heading at a time (component, sex, band of age;
-- of leaders their age and component), each person once in a commune and level by his first place there. Two headings together would
-- point at people. A Party office is told inside the commune alone, above it among what is not said; the ministry is not told of communes.
drop function if exists roster_composition(integer, date, boolean);
create function roster_composition(p_unit integer, p_on date, p_then boolean)
returns table (level text, heading text, key text, n integer)
language plpgsql stable security definer set search_path = public, pg_temp
set jit = off set work_mem = '64MB' set plan_cache_mode = force_custom_plan set enable_nestloop = on as $$
#variable_conflict use_column
begin
  if current_setting('app.unit_level', true) = 'nation' and exists (select from units where id = p_unit and level = 'commune') then return; end if;
  -- The whole country is read at once, what is smaller by its keys.
  if exists (select from units where id = p_unit and level = 'nation') then perform set_config('enable_nestloop', 'off', true); end if;
  return query
  with seats as materialized (
    select s.commune_id, s.level, m.member_id, m.role, m.component, m.valid_from, m.id
      from team_scope(p_unit, p_on, p_then) s
      join memberships m on m.unit_id = s.team_id and m.valid_from <= p_on and (m.valid_to is null or m.valid_to > p_on)
  ), several as materialized (
    select s.member_id from seats s group by 1 having count(*) > 1
  ), each as (
    select s.level, s.member_id, s.role, s.component from seats s where s.member_id not in (select v.member_id from several v)
    union all
    (select distinct on (s.commune_id, s.level, s.member_id) s.level, s.member_id, s.role, s.component
       from seats s where s.member_id in (select v.member_id from several v)
      order by s.commune_id, s.level, s.member_id, case s.role when 'leader' then 0 when 'deputy' then 1 else 2 end, s.valid_from, s.id)
  ), seen as materialized (
    select x.level, x.role,
           case when current_setting('app.unit_level', true) in ('commune', 'team') then x.component
                else coalesce(nullif(x.component, 'party_secretary'), 'restricted') end as component,
           p.sex,
           case when p.birth_year is null then null
                when extract(year from p_on) - p.birth_year < 30 then 'under_30' when extract(year from p_on) - p.birth_year < 45 then 'from_30'
                when extract(year from p_on) - p.birth_year < 60 then 'from_45' else 'from_60' end as age,
           count(*) as n
      from each x join members p on p.id = x.member_id
     group by 1, 2, 3, 4, 5
  )
  select s.level, h.heading, h.key, sum(s.n)::int
    from seen s cross join lateral (values
      ('component', s.component), ('sex', s.sex), ('age', s.age), ('leadersAge', s.age), ('leadersComponent', s.component)
    ) h(heading, key)
   where s.role = 'leader' or h.heading in ('component', 'sex', 'age')
   group by 1, 2, 3;
end $$;

-- A component of a province's own list; the national list is changed by nobody. Closed: chosen no more, kept where it stands.
create or replace function add_component(p_name text, p_counts_as text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  owner constant integer := nullif(current_setting('app.unit', true), '')::integer;
  made text;
begin
  if current_setting('app.role', true) is distinct from 'province_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
    raise insufficient_privilege using message = 'rosters.provinceOnly';
  end if;
  select 'p' || owner || '_' || count(*) + 1 into made from components where owner_id = owner;
  insert into components (code, owner_id, name, counts_as, position) values (made, owner, p_name, p_counts_as, 1000);
  return made;
end $$;

create or replace function close_component(p_code text, p_on date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) is distinct from 'province_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
    raise insufficient_privilege using message = 'rosters.provinceOnly';
  end if;
  update components set closed_on = p_on where code = p_code and owner_id = current_setting('app.unit')::integer;
  return found;
end $$;

-- How many members a team should have, from a day on; what was to begin later gives way.
create or replace function set_member_limits(p_level text, p_min smallint, p_max smallint, p_basis text, p_from date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare province constant integer := nullif(current_setting('app.unit', true), '')::integer;
begin
  if current_setting('app.role', true) is null or current_setting('app.role', true) not in ('province_admin', 'department_leader')
     or coalesce(current_setting('app.write_hi', true), '') = '' then
    raise insufficient_privilege using message = 'rosters.provinceOnly';
  end if;
  delete from member_limits where unit_id = province and team_level = p_level and valid_from >= p_from;
  update member_limits set valid_to = p_from
   where unit_id = province and team_level = p_level and valid_from < p_from and (valid_to is null or valid_to > p_from);
  insert into member_limits (unit_id, team_level, member_min, member_max, basis, valid_from)
  values (province, p_level, p_min, p_max, p_basis, p_from);
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'log_access(text, text, text)',
    'open_roster(integer, date, text)',
    'team_rosters(integer, date)',
    'roster_figures(integer, date, date)',
    'team_counts(integer, date, boolean)',
    'roster_composition(integer, date, boolean)',
    'add_component(text, text)',
    'close_component(text, date)',
    'set_member_limits(text, smallint, smallint, text, date)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to tn_runtime', f);
  end loop;
  alter function reads_unit(integer) owner to tn_ledger;
  alter function team_scope(integer, date, boolean) owner to tn_ledger;
  revoke execute on function reads_unit(integer), team_scope(integer, date, boolean) from public;
end $$;
