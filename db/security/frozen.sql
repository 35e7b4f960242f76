-- Chốt số liệu: revisions of what is published of a period (domain.md 22.16). No figure comes from the caller, and nobody changes or removes a
-- revision: SECURITY DEFINER and owned by tn_ledger, as in ledger.sql.

-- What counts of a period now: of a province each unit that owes it a report, of the country each province; with the version that is accepted.
-- Whoever was excused and sent all the same owed it.
create or replace function standing_lines(p_unit integer, p_period integer)
returns table (subject_id integer, required integer, accepted integer, report_id uuid, submission_no smallint)
language sql stable set search_path = public, pg_temp as $$
  with place as materialized (select u.level = 'nation' as country from units u where u.id = p_unit and u.level in ('nation', 'province')),
  owed as (
    select o.unit_id, o.province_id, o.state from place, obligations o
     where o.period_id = p_period and o.moved_by is null and (place.country or o.province_id = p_unit)
  ), filed as (
    select r.unit_id, r.province_id, r.id, r.submission_no from place, reports r
     where r.period_id = p_period and r.status in ('accepted', 'locked') and (place.country or r.province_id = p_unit)
  ), lines as materialized (
    select coalesce(f.unit_id, o.unit_id) as unit_id, coalesce(f.province_id, o.province_id) as province_id, f.id, f.submission_no
      from owed o full join filed f on f.unit_id = o.unit_id
     where o.state = 'required' or f.id is not null
  )
  select l.unit_id, 1, (l.id is not null)::integer, l.id, l.submission_no from place, lines l where not place.country
  union all
  select l.province_id, count(*)::integer, count(l.id)::integer, null, null from place, lines l where place.country group by 1
$$;

-- Freezing: the next revision of the caller's own unit, in one statement, so that lines and totals are of one instant. One after another for a
-- unit and period. No row: not his to freeze, or nothing is owed. A row without an id: a later revision needs a reason.
create or replace function freeze_figures(p_period integer, p_reason text)
returns table (id uuid, revision integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  place units; nth integer; made uuid := gen_random_uuid();
  from_path constant text := coalesce(current_setting('app.write_lo', true), '');
  to_path constant text := coalesce(current_setting('app.write_hi', true), '');
  person constant uuid := nullif(current_setting('app.person', true), '');
  post constant uuid := nullif(current_setting('app.assignment', true), '');
  at constant timestamptz := nullif(current_setting('app.now', true), '');
begin
  if to_path = '' or person is null or (current_setting('app.unit_level', true), current_setting('app.role', true))
     not in (('province', 'department_leader'), ('nation', 'ministry_admin')) then return; end if;
  select u.* into place from units u where u.id = nullif(current_setting('app.unit', true), '')::integer and u.path >= from_path and u.path < to_path;
  if not found then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('figure_freezes ' || place.id, p_period));
  select coalesce(max(f.revision), 0) + 1 into nth from figure_freezes f where f.period_id = p_period and f.unit_id = place.id;
  if nth > 1 and p_reason is null then
    return query select null::uuid, nth;
    return;
  end if;
  with lines as materialized (
    select * from standing_lines(place.id, p_period)
  ), head as (
    insert into figure_freezes as f (id, period_id, unit_id, path, revision, frozen_at, frozen_by, assignment_id, reason, required, accepted)
    select made, p_period, place.id, place.path, nth, at, person, post, p_reason, sum(l.required), sum(l.accepted) from lines l
    having count(*) > 0
    returning f.id
  ), units_then as (
    insert into frozen_units (freeze_id, unit_id, path, subject_id, required, accepted, report_id, submission_no)
    select made, place.id, place.path, l.subject_id, l.required, l.accepted, l.report_id, l.submission_no from lines l
  )
  insert into frozen_totals (freeze_id, unit_id, path, province_id, indicator_id, n, num, den)
  select made, place.id, place.path, t.province_id, t.indicator_id, t.accepted_n, t.accepted_num, t.accepted_den
    from totals t
   where t.period_id = p_period and t.accepted_n > 0 and (place.level = 'nation' or t.province_id = place.id) and exists (select from lines);
  return query select f.id, f.revision::integer from figure_freezes f where f.id = made;
end $$;

-- A revision whole: its lines with what was filed. Also of a unit that has gone to another province since: it was published with this one.
create or replace function frozen_figures(p_freeze uuid)
returns table (subject_id integer, required integer, accepted integer, report_id uuid, submission_no smallint,
  "values" jsonb, details jsonb, denominators jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.subject_id, u.required, u.accepted, u.report_id, u.submission_no, v.values, v.details, v.denominators
    from figure_freezes f
    join frozen_units u on u.freeze_id = f.id
    left join report_versions v on v.report_id = u.report_id and v.submission_no = u.submission_no
   where f.id = p_freeze and f.path >= current_setting('app.read_lo', true) and f.path < current_setting('app.read_hi', true)
     and nullif(current_setting('app.person', true), '') is not null
$$;

-- Lines of a revision that differ from another one of the same unit and period, or, when none is named, from what counts now.
create or replace function frozen_changes(p_freeze uuid, p_with uuid)
returns table (subject_id integer, was_required integer, was_accepted integer, was jsonb, now_required integer, now_accepted integer, now jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with f as materialized (
    select f.id, f.unit_id, f.period_id from figure_freezes f
     where f.id = p_freeze and f.path >= current_setting('app.read_lo', true) and f.path < current_setting('app.read_hi', true)
       and nullif(current_setting('app.person', true), '') is not null
  ), before as (
    select u.* from f join frozen_units u on u.freeze_id = f.id
  ), after as (
    select n.subject_id, n.required, n.accepted, n.report_id, n.submission_no
      from f cross join lateral standing_lines(f.unit_id, f.period_id) n where p_with is null
    union all
    select u.subject_id, u.required, u.accepted, u.report_id, u.submission_no
      from f join figure_freezes o on o.id = p_with and o.unit_id = f.unit_id and o.period_id = f.period_id
      join frozen_units u on u.freeze_id = o.id
  )
  select coalesce(b.subject_id, a.subject_id), coalesce(b.required, 0), coalesce(b.accepted, 0),
         case when v.report_id is not null then jsonb_build_object('values', v.values, 'details', v.details, 'denominators', v.denominators) end,
         coalesce(a.required, 0), coalesce(a.accepted, 0),
         case when w.report_id is not null then jsonb_build_object('values', w.values, 'details', w.details, 'denominators', w.denominators) end
    from before b
    full join after a on a.subject_id = b.subject_id
    left join report_versions v on v.report_id = b.report_id and v.submission_no = b.submission_no
    left join report_versions w on w.report_id = a.report_id and w.submission_no = a.submission_no
   where (b.required, b.accepted, b.report_id, b.submission_no) is distinct from (a.required, a.accepted, a.report_id, a.submission_no)
$$;

do $$
declare f text;
begin
  execute 'revoke execute on function standing_lines(integer, integer) from public';
  execute 'grant execute on function standing_lines(integer, integer) to tn_ledger';
  foreach f in array array['freeze_figures(integer, text)', 'frozen_figures(uuid)', 'frozen_changes(uuid, uuid)'] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to tn_runtime', f);
  end loop;
end $$;
