-- Training above the commune is told in counts: how many were on a roster, came, finished. Names are the commune's (rosters.sql).
-- SECURITY DEFINER and owned by tn_ledger, as in units.sql; each answers for units of the caller's range alone.

-- Records of one person that were merged, each with the one that is kept: everybody counts once.
create or replace function merged_members() returns table (id uuid, kept uuid)
language sql stable set search_path = public, pg_temp as $$
  with recursive line(id, kept) as (
    select m.id, m.merged_into from members m where m.merged_into is not null
    union
    select l.id, m.merged_into from line l join members m on m.id = l.kept and m.merged_into is not null
  )
  select l.id, l.kept from line l join members m on m.id = l.kept and m.merged_into is null
$$;

-- A commune and what went wholly into it by a day: it answers for what those kept.
create or replace function commune_line(p_commune integer, p_on date) returns table (id integer)
language sql stable set search_path = public, pg_temp as $$
  with recursive line(id) as (
    select p_commune
    union
    select s.predecessor_id from unit_successions s join line l on s.successor_id = l.id
     where s.share = 1 and s.confirmed and s.effective_on <= p_on
       and not exists (select from unit_versions v where v.unit_id = s.predecessor_id and v.valid_to is null)
  )
  select line.id from line
$$;

-- Members on a roster on a day, of them those who came to a class held between two days and those who have finished a course by the
-- second (null: any official one), for each part of a unit (provinces, communes, teams) and, the part
-- null, for the whole, in which somebody of two parts counts once.
create or replace function training_shares(p_unit integer, p_on date, p_from date, p_to date, p_course uuid)
returns table (unit_id integer, members integer, trained integer, finished integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with unit as (
    select u.path, u.hi, u.level from units u
     where u.id = p_unit and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true)
  ), merged as materialized (select * from merged_members()),
  present as (
    select distinct case u.level when 'nation' then left(s.path, 7)::integer when 'province' then t.commune_id else s.unit_id end as part,
           coalesce(x.kept, s.member_id) as who
      from unit u
      join memberships s on s.path >= u.path and s.path < u.hi and s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
      join teams t on t.unit_id = s.unit_id
      left join merged x on x.id = s.member_id
  ), came as (
    select distinct coalesce(x.kept, a.member_id) as who
      from unit u
      join attendances a on a.path >= u.path and a.path < u.hi
      join training_sessions s on s.id = a.session_id and s.state = 'held' and s.audience = 'members' and s.ends_on between p_from and p_to
      left join merged x on x.id = a.member_id
  ), done as (
    select distinct coalesce(x.kept, c.member_id) as who
      from unit u
      join completions c on c.path >= u.path and c.path < u.hi and c.module is null and c.completed_on <= p_to
      join courses k on k.id = c.course_id and case when p_course is null then k.official else k.id = p_course end
      left join merged x on x.id = c.member_id
  )
  select p.part, count(distinct p.who)::integer, count(distinct came.who)::integer, count(distinct done.who)::integer
    from present p left join came using (who) left join done using (who)
   group by grouping sets ((p.part), ()) having count(*) > 0
$$;

-- Of the members on a roster of a unit on a day, how many have finished each module of a course; null stands for the whole.
create or replace function training_modules(p_unit integer, p_course uuid, p_on date)
returns table (module smallint, finished integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with unit as (
    select u.path, u.hi from units u
     where u.id = p_unit and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true)
  ), merged as materialized (select * from merged_members()),
  present as (
    select distinct coalesce(x.kept, s.member_id) as who
      from unit u
      join memberships s on s.path >= u.path and s.path < u.hi and s.valid_from <= p_on and (s.valid_to is null or s.valid_to > p_on)
      left join merged x on x.id = s.member_id
  ), done as (
    select distinct c.module, coalesce(x.kept, c.member_id) as who
      from completions c left join merged x on x.id = c.member_id where c.course_id = p_course and c.completed_on <= p_on
  ), parts as (
    select m.position as module from course_modules m where m.course_id = p_course union all select null
  )
  select parts.module, count(distinct p.who)::integer
    from unit cross join parts
    left join (done d join present p using (who)) on d.module is null or d.module = parts.module
   group by 1
$$;

-- Whether a course of the caller's unit is made of what somebody has finished already, or has been taught by topics: then it stays so.
create or replace function course_begun(p_course uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from courses k
     where k.id = p_course and k.unit_id = nullif(current_setting('app.unit', true), '')::integer
       and (exists (select from completions c where c.course_id = k.id)
         or exists (select from officer_completions c where c.course_id = k.id)
         or exists (select from training_sessions s where s.course_id = k.id and s.state = 'held' and s.modules <> '{}')))
$$;

-- How many came to each session from each commune: by names where there are any, each person once, else as counted.
create or replace function session_counts(p_sessions uuid[])
returns table (session_id uuid, commune_id integer, people integer, women integer, named boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with named as (
    select a.session_id, a.commune_id, count(distinct m.id)::integer as people,
           case when count(m.sex) = count(*) then (count(distinct m.id) filter (where m.sex = 'female'))::integer end as women
      from attendances a
      join kept_members(array(select x.member_id from attendances x where x.session_id = any (p_sessions))) k on k.id = a.member_id
      join members m on m.id = k.kept
     where a.session_id = any (p_sessions)
       and a.path >= current_setting('app.read_lo', true) and a.path < current_setting('app.read_hi', true)
     group by 1, 2
  )
  select n.session_id, n.commune_id, n.people, n.women, true from named n
  union all
  select c.session_id, c.unit_id, c.people, c.women, false from attendance_counts c
   where c.session_id = any (p_sessions)
     and ((c.path >= current_setting('app.read_lo', true) and c.path < current_setting('app.read_hi', true))
       or c.unit_id = any (nullif(current_setting('app.history_units', true), '')::integer[]))
     and not exists (select from attendances a where a.session_id = c.session_id and a.commune_id = c.unit_id)
$$;

-- What the figures B01 to B05 of a commune are made of, between two days and since the first day of the year of reports. A class
-- counts once in the country (domain.md 22.5): for the commune that held it; one held above the communes for the commune from which most came, of
-- equals the first by code. Who came counts where he belongs, whoever held it.
create or replace function training_figures(p_commune integer, p_from date, p_to date, p_year date)
returns table (
  kept boolean, classes integer, unmarked integer, named integer, persons integer, counted integer, counted_classes integer,
  completions_kept boolean, finished integer, officers_kept boolean, officers integer
)
language sql stable security definer set search_path = public, pg_temp as $$
  with line as materialized (
    select l.id from units u cross join lateral commune_line(u.id, p_to) l
     where u.id = p_commune and u.level = 'commune'
       and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true)
  ), merged as materialized (select * from merged_members()),
  ever as (
    select s.id, s.ends_on, s.unit_id,
           exists (select from attendances a where a.session_id = s.id and a.commune_id in (select line.id from line)) as by_name,
           (select sum(c.people) from attendance_counts c where c.session_id = s.id and c.unit_id in (select line.id from line)) as counted
      from training_sessions s
     where s.state = 'held' and s.audience = 'members' and s.ends_on <= p_to
       and (s.unit_id in (select line.id from line)
         or s.id in (select a.session_id from attendances a where a.commune_id in (select line.id from line))
         or s.id in (select c.session_id from attendance_counts c where c.unit_id in (select line.id from line) and c.people > 0))
  ), now as (select * from ever where ends_on >= p_from),
  -- Of classes held above the communes: the commune that each counts for.
  host as (
    select distinct on (c.session_id) c.session_id, c.commune_id
      from now join units o on o.id = now.unit_id and o.level <> 'commune'
      cross join lateral (
        select a.session_id, a.commune_id, count(*) as people from attendances a where a.session_id = now.id group by 1, 2
        union all
        select k.session_id, k.unit_id, k.people from attendance_counts k
         where k.session_id = now.id and k.people > 0
           and not exists (select from attendances a where a.session_id = now.id and a.commune_id = k.unit_id)
      ) c
      cross join lateral (select v.code from unit_versions v where v.unit_id = c.commune_id order by v.valid_from desc limit 1) v
     order by c.session_id, c.people desc, v.code, c.commune_id
  ),
  present as (
    select a.session_id, coalesce(x.kept, a.member_id) as who
      from now join attendances a on a.session_id = now.id and a.commune_id in (select line.id from line)
      left join merged x on x.id = a.member_id
  ), done as (
    select coalesce(x.kept, c.member_id) as who, c.completed_on
      from completions c join courses k on k.id = c.course_id and k.official
      left join merged x on x.id = c.member_id
     where c.commune_id in (select line.id from line) and c.module is null and c.completed_on <= p_to
  ), officials as (
    select c.people, c.person_id, c.completed_on from officer_completions c join courses k on k.id = c.course_id and k.official and k.audience = 'officers'
     where c.unit_id in (select line.id from line) and c.completed_on <= p_to
  )
  select exists (select from ever),
         (select count(*) from now where unit_id in (select line.id from line)
             or id in (select h.session_id from host h where h.commune_id in (select line.id from line)))::integer,
         (select count(*) from now where not by_name and counted is null)::integer,
         (select count(distinct (session_id, who)) from present)::integer, (select count(distinct who) from present)::integer,
         (select coalesce(sum(counted), 0) from now where not by_name)::integer,
         (select count(*) from now where not by_name and counted > 0)::integer,
         exists (select from done), (select count(distinct who) from done where completed_on >= p_year)::integer,
         exists (select from officials),
         (select count(distinct person_id) + coalesce(sum(people) filter (where person_id is null), 0) from officials where completed_on >= p_year)::integer
   where exists (select from line)
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'merged_members()',
    'commune_line(integer, date)',
    'training_shares(integer, date, date, date, uuid)',
    'training_modules(integer, uuid, date)',
    'course_begun(uuid)',
    'session_counts(uuid[])',
    'training_figures(integer, date, date, date)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function training_shares(integer, date, date, date, uuid), training_modules(integer, uuid, date), course_begun(uuid),
    session_counts(uuid[]), training_figures(integer, date, date, date) to tn_runtime;
end $$;
