-- Resolutions that change units: what they touch is written down row by row, so that it can be taken back exactly.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- A row that a resolution touches: its key, what of it was before and is after. Triggers call it while app.reorganisation names
-- the resolution. A path that moves along with its unit is not written down: it moves back with it.
create or replace function record_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event constant uuid := current_setting('app.reorganisation')::uuid;
  made constant text[] := array['hi', 'search_key'];
  o constant jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) - made end;
  n constant jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) - made end;
  before jsonb; after jsonb; row_key jsonb;
begin
  select jsonb_object_agg(k, coalesce(n, o) -> k) into row_key from unnest(tg_argv) k;
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(k, o -> k), jsonb_object_agg(k, n -> k) into before, after
      from jsonb_object_keys(o) k where o -> k is distinct from n -> k;
    if before is null or (tg_table_name <> 'units' and before - 'path' = '{}') then return null; end if;
    -- What changed besides has been written down already.
    if tg_name = 'moved' and before - array['unit_id', 'path'] <> '{}' then return null; end if;
  else before := o; after := n;
  end if;
  insert into reorganisation_inverses (reorganisation_id, table_name, row_key, before, after)
  values (event, tg_table_name, row_key, before, after);
  return null;
end $$;

-- The columns of a table that do not merely follow a unit's path; of persons and groups all, since they change the unit they belong to.
create or replace function own_columns(p_table text) returns text
language sql stable set search_path = public, pg_temp as $$
  select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
   where a.attrelid = format('public.%I', p_table)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     and (p_table in ('units', 'persons', 'auxiliary_groups') or not exists (
       select from pg_constraint f where f.conrelid = a.attrelid and f.contype = 'f' and f.confupdtype = 'c' and a.attnum = any (f.conkey)))
$$;

-- What goes on with another unit in the course of a resolution, and may be worked on there: taken back, it goes back as it has become by
-- then; what has gone, or gone on from there, is left. None of it stands in the way.
create or replace function goes_along(p_table text) returns boolean
language sql immutable set search_path = public, pg_temp as $$
  select p_table = any (array[
    'team_decisions', 'members', 'data_requests', 'courses', 'training_sessions', 'partners', 'programmes', 'column_mappings', 'components'
  ])
$$;

-- The tables that a resolution may touch. Columns that only follow a unit's path do not call the trigger: a reform moves
-- a million rows that way. Persons and groups change the unit they belong to, and so does what goes along.
do $$
declare t text; keys text; watched text;
begin
  foreach t in array array[
    'units', 'unit_versions', 'unit_successions', 'unit_aliases', 'unit_flags', 'unit_rollouts', 'province_settings',
    'unit_denominators', 'steering_committees', 'teams', 'team_coverages', 'persons', 'assignments', 'assignment_areas',
    'obligations', 'reports', 'report_drafts', 'report_parts', 'agencies', 'agency_versions', 'member_limits', 'auxiliary_groups',
    'focal_points', 'team_decisions', 'members', 'data_requests', 'courses', 'training_sessions', 'partners', 'programmes',
    'column_mappings', 'components'
  ] loop
    select string_agg(quote_literal(a.attname), ', ' order by x.place) into keys
      from pg_constraint c cross join unnest(c.conkey) with ordinality x(col, place)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = x.col
     where c.conrelid = format('public.%I', t)::regclass and c.contype = 'p';
    watched := own_columns(t);
    execute format('drop trigger if exists recorded on %I', t);
    execute format('create trigger recorded after insert or delete%s on %I for each row
      when (nullif(current_setting(''app.reorganisation'', true), '''') is not null) execute function record_change(%s)',
      coalesce(' or update of ' || watched, ''), t, keys);
    execute format('drop trigger if exists moved on %I', t);
    if goes_along(t) and t <> 'components' then
      execute format('create trigger moved after update of unit_id on %I for each row
        when (nullif(current_setting(''app.reorganisation'', true), '''') is not null and old.unit_id is distinct from new.unit_id)
        execute function record_change(%s)', t, keys);
    end if;
  end loop;
  -- Totals follow reports, back as well; only a row that a resolution began goes away with it.
  drop trigger if exists recorded on totals;
  create trigger recorded after insert on totals for each row
    when (nullif(current_setting('app.reorganisation', true), '') is not null) execute function record_change('period_id', 'province_id', 'indicator_id');
end $$;

-- Where two rows of a table have one key: the join of a table under the alias r with a key in jsonb.
create or replace function key_join(p_table text, p_key text) returns text
language sql stable set search_path = public, pg_temp as $$
  select string_agg(format('r.%1$I = (jsonb_populate_record(null::%2$I, %3$s)).%1$I', a.attname, p_table, p_key), ' and ')
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
   where c.conrelid = format('public.%I', p_table)::regclass and c.contype = 'p'
$$;

-- Communes that a resolution has put under another province, and the one they had lain in: the first step of their path. Those that
-- an earlier one had ended are none: only their rows moved along.
drop function if exists moved_communes(uuid);
create function moved_communes(p_event uuid) returns table (unit_id integer, province_id integer)
language sql stable set search_path = public, pg_temp as $$
  with since as materialized (
    select e.id from reorganisations e
     where (select min(i.seq) from reorganisation_inverses i where i.reorganisation_id = e.id)
        >= (select min(i.seq) from reorganisation_inverses i where i.reorganisation_id = p_event)
  )
  select distinct on (u.id) u.id, left(i.before ->> 'path', 7)::integer
    from reorganisation_inverses i join units u on u.id = (i.row_key ->> 'id')::integer and u.level = 'commune'
   where i.reorganisation_id = p_event and i.table_name = 'units' and i.before ? 'path'
     and left(i.before ->> 'path', 8) <> left(i.after ->> 'path', 8)
     and exists (select from unit_versions v where v.unit_id = u.id and (v.valid_to is null or v.closed_by in (select id from since)))
   order by u.id, i.seq
$$;

-- What stands on a resolution that was applied: rows that it touched and that have changed since ('changed'), rows that refer to
-- what it added ('uses'), months that those it joined or moved have sent since ('filed'), heirs and parents that have been
-- reorganised in turn ('ended'), codes that would come back and are held by others ('taken'). None: it can be taken back.
-- Expectations made by the clock are not counted: they are made anew.
create or replace function reorganisation_dependents(p_event uuid)
returns table (what text, table_name text, n bigint, unit_ids integer[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  t text; f record; e record; child_key text; match text; first bigint; placed integer[];
  -- what changes by itself, and what a person may add to an edge that goes with it
  quiet constant text[] := array['path', 'version', 'updated_at', 'due_at', 'base_due_at', 'share', 'confirmed'];
begin
  -- The planner knows nothing yet of rows that were just written: of a reform's it expects one and would go through all of them for each.
  perform set_config('enable_nestloop', case when count(*) > 10000 then 'off' else 'on' end, true)
     from (select from reorganisation_inverses i where i.reorganisation_id = p_event limit 10001) many;
  select r.effective_on, r.applied_at, (r.applied_at at time zone 'Asia/Ho_Chi_Minh')::date as applied_on into e from reorganisations r where r.id = p_event;
  -- What waited lies elsewhere once it has been placed, and a later resolution that is taken back moves what was placed: where it lies
  -- follows from its parent.
  placed := array(
    select w.subject_id from reorganisation_waits w join reorganisations r on r.id = w.reorganisation_id and r.state in ('applied', 'undoing')
     where w.subject_id is not null and (w.placed_at > e.applied_at or w.placed_at is not null and r.id = p_event));
  for t in select distinct i.table_name from reorganisation_inverses i where i.reorganisation_id = p_event and i.after is not null
             and i.table_name <> 'totals' and not goes_along(i.table_name) loop
    return query execute format($q$
      with last as materialized (
        select i.row_key, jsonb_object_agg(e.key, e.value order by i.seq) as after
          from reorganisation_inverses i cross join lateral jsonb_each(i.after) e
         where i.reorganisation_id = $1 and i.table_name = %1$L and e.key <> all (%2$s) group by 1
      )
      select 'changed', %1$L::text, count(*), null::integer[]
        from last l left join %1$I r on %3$s
       where r is null or exists (select from jsonb_each(l.after) e where to_jsonb(r) -> e.key is distinct from e.value %4$s)
      having count(*) > 0$q$, t, quote_literal(case when t = 'units' then array_remove(quiet, 'path') else quiet end) || '::text[]', key_join(t, 'l.row_key'),
      case t when 'units' then $q$and not (e.key = 'path' and r.id = any ($2))$q$ else '' end)
      using p_event, placed;
  end loop;
  -- A draft that went on and has been issued since is a decision of whoever issued it.
  return query
    select 'changed', 'team_decisions', count(distinct d.id), null::integer[]
      from reorganisation_inverses i join team_decisions d on d.id = (i.row_key ->> 'id')::uuid and d.state = 'issued'
     where i.reorganisation_id = p_event and i.table_name = 'team_decisions'
    having count(*) > 0;
  for f in
    select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
           array_agg(a.attname::text order by k.place) as cols, array_agg(b.attname::text order by k.place) as refs
      from pg_constraint c cross join unnest(c.conkey, c.confkey) with ordinality k(col, ref, place)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.col
      join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.ref and b.attname <> 'path'
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace
       and c.conrelid::regclass::text not in ('unit_homes', 'unit_doubts', 'unit_strays', 'totals', 'requests', 'reorganisation_waits', 'reorganisation_runs', 'reorganisation_inverses', 'reorganisation_confirmations')
       and exists (select from reorganisation_inverses i where i.reorganisation_id = p_event and i.before is null and i.table_name = c.confrelid::regclass::text)
     group by c.oid
  loop
    select string_agg(format('%L, r.%I', a.attname, a.attname), ', ') into child_key
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
     where c.conrelid = f.child::regclass and c.contype = 'p';
    select string_agg(format('r.%I = p.%I', x.col, x.ref), ' and ') into match from unnest(f.cols, f.refs) x(col, ref);
    return query execute format($q$
      with p as materialized (
        select p.* from reorganisation_inverses i cross join lateral jsonb_populate_record(null::%2$I, i.after) p
         where i.reorganisation_id = $1 and i.table_name = %2$L and i.before is null
      )
      select 'uses', %1$L::text, count(*), null::integer[]
        from p join %1$I r on %3$s
       where not exists (select from reorganisation_inverses j where j.reorganisation_id = $1 and j.table_name = %1$L and j.row_key = jsonb_build_object(%4$s))
         %5$s
      having count(*) > 0$q$, f.child, f.parent, match, child_key,
      case f.child when 'obligations' then $q$and (r.extension_reason is not null or r.state = 'exempt' and r.exempt_reason <> 'first_period')$q$
                   when 'reorganisations' then 'and r.id <> $1'
                   -- begun for a new province by a commune that was there before: it goes on for the former one
                   when 'reports' then case when f.cols = array['province_id'] then 'and r.submission_no > 0' else '' end
                   else '' end)
      using p_event;
  end loop;
  perform set_config('enable_nestloop', 'on', true);
  select min(i.seq) into first from reorganisation_inverses i where i.reorganisation_id = p_event;
  -- What was sent since holds more, or less, than the unit would have had without the resolution; or counts in another province.
  return query
    with joined as (
      select (i.row_key ->> k.key)::integer as id from reorganisation_inverses i cross join (values ('predecessor_id'), ('successor_id')) k(key)
       where i.reorganisation_id = p_event and i.table_name = 'unit_successions' and i.before is null
      union select m.unit_id from moved_communes(p_event) m
      except select (i.row_key ->> 'id')::integer from reorganisation_inverses i
              where i.reorganisation_id = p_event and i.table_name = 'units' and i.before is null
    )
    select 'filed', 'reports', count(*), null::integer[] from joined j join reports r on r.unit_id = j.id join periods p on p.id = r.period_id
     where p.ends_on >= e.effective_on and exists (select from report_versions v where v.report_id = r.id and v.submitted_at > e.applied_at)
    having count(*) > 0;
  return query
    select 'changed', 'obligations', count(*), null::integer[]
      from moved_communes(p_event) m join obligations o on o.unit_id = m.unit_id join periods p on p.id = o.period_id and p.ends_on >= e.effective_on
     where (o.extension_reason is not null or o.state = 'exempt' and o.exempt_reason <> 'first_period')
       and not exists (select from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name = 'obligations'
                         and x.row_key = jsonb_build_object('period_id', o.period_id, 'unit_id', o.unit_id))
       and not exists (select from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name = 'units'
                         and x.before is null and x.row_key = jsonb_build_object('id', o.province_id))
    having count(*) > 0;
  -- What a month that it gave back holds by now and was not filed would be shown, and sent, as if it had been.
  return query
    select 'changed', 'report_drafts', count(*), null::integer[]
      from reorganisation_inverses i join reports r on r.id = (i.row_key ->> 'id')::uuid join report_drafts d on d.report_id = r.id
     where i.reorganisation_id = p_event and i.table_name = 'reports' and i.after ->> 'status' = 'returned'
       and d.updated_at > e.applied_at and (d.values, d.details, d.nil) is distinct from (r.values, r.details, r.nil)
    having count(*) > 0;
  return query
    with later as materialized (
      select r.id, r.effective_on from reorganisations r
       where r.id <> p_event and r.state in ('applied', 'undoing')
         and (select min(i.seq) from reorganisation_inverses i where i.reorganisation_id = r.id) > first
    ), heirs as (
      select distinct (i.row_key ->> 'successor_id')::integer as id from reorganisation_inverses i
       where i.reorganisation_id = p_event and i.table_name = 'unit_successions' and i.before is null
    ), fuller as materialized (
      select r.unit_id as id from reorganisation_inverses i join reports r on r.id = (i.row_key ->> 'id')::uuid join periods p on p.id = r.period_id
        join unit_successions s on s.successor_id = r.unit_id join later l on l.id = s.reorganisation_id and l.effective_on <= p.ends_on
       where i.reorganisation_id = p_event and i.table_name = 'reports' and i.after ->> 'status' = 'returned'
    )
    select 'ended', 'units', count(*), null::integer[] from heirs h
      cross join lateral (select v.valid_to, v.closed_by from unit_versions v where v.unit_id = h.id order by v.valid_from desc limit 1) v
     where v.closed_by in (select id from later) or v.closed_by is null and v.valid_to >= e.applied_on
        or exists (select from unit_successions s join later l on l.id = s.reorganisation_id where s.predecessor_id = h.id)
        -- It has been put into another province with what it lies in.
        or exists (select from reorganisation_inverses i join later l on l.id = i.reorganisation_id
                    where i.table_name = 'units' and i.row_key = jsonb_build_object('id', h.id) and left(i.before ->> 'path', 8) <> left(i.after ->> 'path', 8))
        -- Another part has come into a month of its that this one gave back: it is still to be sent with that.
        or h.id in (select id from fuller)
    having count(*) > 0;
  -- What would stand again: under a parent that does, with a code that nobody else has.
  return query
    with mine as materialized (
      select (i.row_key ->> 'id')::integer as id, i.before from reorganisation_inverses i
       where i.reorganisation_id = p_event and i.table_name = 'unit_versions'
    ), made as materialized (select id from mine where before is null
    ), back as materialized (
      select v.id, v.unit_id, v.level, v.code, coalesce((m.before ->> 'parent_id')::integer, v.parent_id) as parent_id
        from mine m join unit_versions v on v.id = m.id
       where v.id not in (select id from made)
         and (m.before ? 'valid_to' and m.before ->> 'valid_to' is null or m.before ? 'parent_id' and v.valid_to is null)
    ), said as (
      select 'taken' as what from back b where exists (
        select from unit_versions o
         where o.level = b.level and o.code = b.code and o.unit_id <> b.unit_id and (b.level not in ('village', 'team') or o.parent_id = b.parent_id)
           and (o.valid_to is null or o.valid_to > e.effective_on) and o.id not in (select id from made) and o.id not in (select id from back))
      union all
      select 'ended' from back b
       where b.parent_id is not null and b.parent_id not in (select unit_id from back)
         and not exists (select from unit_versions o where o.unit_id = b.parent_id and o.valid_to is null and o.id not in (select id from made))
    )
    select s.what, 'units', count(*), null::integer[] from said s group by 1;
end $$;

-- Takes a resolution back: its list read backwards, every row as it was. The caller has seen that nothing stands on it.
-- Rows of one table that were touched one after the other in the same columns go back in one statement; where the order among
-- them counts, one by one. Returns how many rows it has touched.
create or replace function undo_reorganisation(p_event uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  run record; i record; cols text; touched integer; done integer := 0; at_once boolean;
  added integer[]; moved integer[]; effective date; loose boolean;
  -- of what goes along: it has not gone on from where it went
  still_there constant text := 'and ($2 -> ''unit_id'' is null or to_jsonb(r) -> ''unit_id'' = $2 -> ''unit_id'')';
begin
  perform set_config('app.reorganisation', '', true), set_config('app.undoing', 'on', true);
  select effective_on into effective from reorganisations where id = p_event;
  select array_agg((x.row_key ->> 'id')::integer) into added from reorganisation_inverses x
   where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null;
  moved := array(select m.unit_id from moved_communes(p_event) m);
  -- What the clock expects of its new units and provinces, or of what moved: it is expected anew by the tree of before. What an
  -- earlier one had moved to an heir stays moved.
  delete from obligations o using periods p
   where p.id = o.period_id
     and (o.unit_id = any (added) or o.province_id = any (added) or o.unit_id = any (moved) and p.ends_on >= effective and o.moved_by is null)
     and not exists (select from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name = 'obligations'
                       and x.row_key = jsonb_build_object('period_id', o.period_id, 'unit_id', o.unit_id));
  -- What they have begun since, and not sent, is begun for the province of before.
  update reports r set province_id = m.province_id from moved_communes(p_event) m, periods p
   where r.unit_id = m.unit_id and p.id = r.period_id and p.ends_on >= effective and r.province_id <> m.province_id and r.submission_no = 0;
  -- Requests are a log: those of people of a unit that goes away are kept with its province, or with the country.
  update requests r set unit_id = h.id, path = h.path
    from units u, units h
   where u.id = any (added) and r.unit_id = u.id and r.path = u.path
     and h.id = coalesce((select p.id from units p where p.path = left(u.path, 8) and p.id <> all (added)), (select id from units where path = ''));
  -- What it left to be placed goes with it; what an earlier one had left, and then followed, is back where it had been placed. What
  -- a province that goes away has confirmed, its former ones confirm themselves.
  delete from reorganisation_waits where reorganisation_id = p_event;
  update reorganisation_waits w set placed_id = v.parent_id from unit_versions v
   where w.placed_id is not null and v.unit_id = w.subject_id and v.closed_by = p_event and v.valid_to = effective;
  delete from reorganisation_confirmations where reorganisation_id = p_event or unit_id = any (added);
  -- Where figures lie is worked out anew afterwards.
  delete from unit_homes where unit_id = any (added) or home_id = any (added);
  delete from unit_doubts where unit_id = any (added) or predecessor_id = any (added) or successor_id = any (added);
  delete from unit_strays where unit_id = any (added) or then_id = any (added);
  for run in
    select x.table_name, x.shape, min(x.seq) as low, max(x.seq) as high, count(*) as n, count(distinct x.row_key) as keys
      from (select y.seq, y.table_name, y.row_key, s.shape, row_number() over (order by y.seq)
                   - row_number() over (partition by y.table_name, s.shape order by y.seq) as place
              from reorganisation_inverses y
              cross join lateral (select case when y.before is not null then array(select jsonb_object_keys(y.before) order by 1) end) s(shape)
             where y.reorganisation_id = p_event and y.table_name <> 'totals') x
     group by x.table_name, x.shape, x.place order by low desc
  loop
    select string_agg(format('%1$I = (jsonb_populate_record(null::%2$I, i.before)).%1$I', k, run.table_name), ', ') into cols from unnest(run.shape) k;
    at_once := run.n = run.keys;
    loose := goes_along(run.table_name);
    -- No report counts any more in a province that goes away; what is left there are totals of nothing.
    if run.table_name = 'units' and run.shape is null then
      delete from totals where province_id = any (added) and submitted_n = 0 and accepted_n = 0;
    end if;
    if at_once then
      begin
        execute case when run.shape is null
          then format('delete from %1$I r using reorganisation_inverses i where i.reorganisation_id = $1 and i.table_name = %1$L and i.seq between $2 and $3 and %2$s',
                      run.table_name, key_join(run.table_name, 'i.row_key'))
          else format('update %1$I r set %3$s from reorganisation_inverses i where i.reorganisation_id = $1 and i.table_name = %1$L and i.seq between $2 and $3 and %2$s %4$s',
                      run.table_name, key_join(run.table_name, 'i.row_key'), cols, case when loose then replace(still_there, '$2', 'i.after') end) end
          using p_event, run.low, run.high;
        get diagnostics touched = row_count;
      exception when unique_violation or exclusion_violation then at_once := false;
      end;
      if at_once and touched <> run.n and not loose then
        raise exception 'rows of % are not there: % of %', run.table_name, run.n - touched, run.n;
      end if;
    end if;
    if not at_once then
      for i in select * from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name = run.table_name
                  and x.seq between run.low and run.high order by x.seq desc loop
        execute case when run.shape is null then format('delete from %I r where %s', run.table_name, key_join(run.table_name, '$1'))
          else format('update %I r set %s where %s %s', run.table_name, replace(cols, 'i.before', '$2'), key_join(run.table_name, '$1'),
                      case when loose then replace(still_there, '$2', '$3') end) end
          using i.row_key, i.before, i.after;
        get diagnostics touched = row_count;
        if touched <> 1 and not loose then
          raise exception 'row of % is not there: %', i.table_name, i.row_key;
        end if;
      end loop;
    end if;
    done := done + run.n;
  end loop;
  delete from totals t using reorganisation_inverses x
   where x.reorganisation_id = p_event and x.table_name = 'totals' and t.period_id = (x.row_key ->> 'period_id')::integer
     and t.province_id = (x.row_key ->> 'province_id')::integer and t.indicator_id = (x.row_key ->> 'indicator_id')::integer
     and t.submitted_n = 0 and t.accepted_n = 0;
  return done;
end $$;

-- How many posts and people are at units that the caller reads: the dry run of a resolution names nobody.
create or replace function posts_at(p_units integer[])
returns table (unit_id integer, posts integer, persons integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.unit_id, count(*)::int, count(distinct a.person_id)::int
    from assignments a
   where a.unit_id = any (p_units) and a.path >= current_setting('app.read_lo', true) and a.path < current_setting('app.read_hi', true)
     and (a.valid_to is null or a.valid_to > current_setting('app.now', true)::timestamptz)
   group by 1
$$;

-- Of the units that took parts of another: those that stand today; in place of one that has ended since, whoever followed it.
create or replace function standing_heirs(p_units integer[]) returns integer[]
language sql stable set search_path = public, pg_temp as $$
  with recursive line as (
    select c.id, c.place from unnest(p_units) with ordinality c(id, place)
    union
    select s.successor_id, l.place from line l join unit_successions s on s.predecessor_id = l.id
     where not exists (select from unit_versions v where v.unit_id = l.id and v.valid_to is null)
  )
  select coalesce(array_agg(x.id order by x.place, x.id), '{}') from (
    select l.id, min(l.place) as place from line l
     where exists (select from unit_versions v where v.unit_id = l.id and v.valid_to is null) group by 1) x
$$;

-- A village or team that waits is said to lie in one of the parts of its commune, from the day that was cut on: as if it had never
-- waited. Where that part has ended since, it has gone on with whoever followed. Part of the resolutions: taken back with them.
-- 'done', or why not: 'placed' already or its resolution is no longer in force, 'noCandidate'.
drop function if exists place_unit(uuid, integer);
create function place_unit(p_wait uuid, p_parent integer) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare w record; step record; version record; own_code text; last_id integer; event uuid; begun boolean := false;
begin
  select x.*, e.effective_on, e.state into w from reorganisation_waits x join reorganisations e on e.id = x.reorganisation_id
   where x.id = p_wait and x.kind <> 'post'
     and x.path >= current_setting('app.write_lo', true) and x.path < current_setting('app.write_hi', true) for update of x;
  if not found then raise insufficient_privilege using message = 'reorganisations.place'; end if;
  if w.placed_at is not null or w.state <> 'applied' then return 'placed'; end if;
  select * into version from unit_versions where unit_id = w.subject_id order by valid_from desc limit 1;
  if version.valid_to is distinct from w.effective_on then return 'placed'; end if;
  if p_parent <> all (standing_heirs(w.candidates))
     or not exists (select from units where id = p_parent and level = 'commune') then return 'noCandidate'; end if;
  own_code := version.code; last_id := w.from_id;
  for step in
    with recursive way as (
      select array[c.id] as ids, array[w.effective_on] as days, array[w.reorganisation_id] as events, c.id from unnest(w.candidates) c(id)
      union all
      select y.ids || s.successor_id, y.days || s.effective_on, y.events || coalesce(s.reorganisation_id, w.reorganisation_id), s.successor_id
        from way y join unit_successions s on s.predecessor_id = y.id and s.effective_on >= y.days[cardinality(y.days)] and s.successor_id <> all (y.ids)
       where y.id <> p_parent and not exists (select from unit_versions v where v.unit_id = y.id and v.valid_to is null)
    ), chosen as (select ids, days, events from way where id = p_parent order by cardinality(ids), ids limit 1)
    select x.id, x.since, x.event, u.path, lead(x.since) over (order by x.place) as until
      from chosen c cross join lateral unnest(c.ids, c.days, c.events) with ordinality x(id, since, event, place) join units u on u.id = x.id
     order by x.place
  loop
    event := coalesce(event, step.event);
    -- Where it would have lain for no day it never lay.
    continue when step.until = step.since;
    perform set_config('app.reorganisation', event::text, true);
    if begun then
      update unit_versions set valid_to = step.since, closed_by = event where unit_id = w.subject_id and valid_to is null;
    end if;
    if exists (select from unit_versions v where v.parent_id = step.id and v.level = version.level and v.code = own_code
                 and (v.valid_to is null or v.valid_to > step.since)) then
      select left(coalesce(c.code, last_id::text) || '-' || own_code, 20) into own_code from unit_versions c
       where c.unit_id = last_id order by c.valid_from desc limit 1;
    end if;
    insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from, opened_by)
    values (w.subject_id, version.level, step.id, version.name, version.full_name, version.type, own_code, step.since, event);
    update units set path = step.path || lpad(w.subject_id::text, 7, '0') || '.' where id = w.subject_id;
    if w.kind = 'team' then update teams set commune_id = step.id where unit_id = w.subject_id; end if;
    begun := true; last_id := step.id; event := null;
  end loop;
  perform set_config('app.reorganisation', '', true);
  update reorganisation_waits set placed_id = p_parent, placed_by = current_setting('app.person', true)::uuid,
         placed_at = current_setting('app.now', true)::timestamptz where id = p_wait;
  return 'done';
end $$;

-- When a post that waits would have ended by itself; null: it has no end, or the caller does not read it.
create or replace function post_until(p_wait uuid) returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
  select (i.before ->> 'valid_to')::timestamptz
    from reorganisation_waits w
    join reorganisation_inverses i on i.table_name = 'assignments' and i.row_key = jsonb_build_object('id', w.assignment_id)
     and i.reorganisation_id = w.reorganisation_id and i.before ? 'valid_to'
   where w.id = p_wait and w.path >= current_setting('app.read_lo', true) and w.path < current_setting('app.read_hi', true)
   order by i.seq limit 1
$$;

-- The same of a post: it goes on at one of the parts from now on, as long as it was given for, unless its holder has the same there
-- by now. 'over': its time had come to an end.
drop function if exists place_post(uuid, integer);
create function place_post(p_wait uuid, p_unit integer) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare w record; place record; at constant timestamptz := current_setting('app.now', true)::timestamptz;
begin
  select x.*, e.state, post_until(x.id) as until into w from reorganisation_waits x join reorganisations e on e.id = x.reorganisation_id
   where x.id = p_wait and x.kind = 'post'
     and x.path >= current_setting('app.write_lo', true) and x.path < current_setting('app.write_hi', true) for update of x;
  if not found then raise insufficient_privilege using message = 'reorganisations.place'; end if;
  if w.placed_at is not null or w.state <> 'applied' then return 'placed'; end if;
  if w.until <= at then return 'over'; end if;
  if p_unit <> all (standing_heirs(w.candidates)) then return 'noCandidate'; end if;
  select u.id, u.path into place from units u where u.id = p_unit;
  perform set_config('app.reorganisation', w.reorganisation_id::text, true);
  insert into assignments (person_id, role, unit_id, path, title, holder_name, contact_phone, manages_accounts, valid_from, valid_to, created_by)
  select a.person_id, a.role, place.id, place.path, a.title, a.holder_name, a.contact_phone, a.manages_accounts, at, w.until,
         current_setting('app.person', true)::uuid
    from assignments a
   where a.id = w.assignment_id
     and not exists (select from assignments t where t.person_id = a.person_id and t.unit_id = place.id and t.role = a.role
                        and (t.valid_to is null or t.valid_to > at));
  -- He belongs where he works now; who had belonged elsewhere goes on belonging there.
  update persons p set unit_id = place.id, path = place.path
    from assignments a where a.id = w.assignment_id and p.id = a.person_id and p.unit_id = w.from_id;
  perform set_config('app.reorganisation', '', true);
  update reorganisation_waits set placed_id = p_unit, placed_by = current_setting('app.person', true)::uuid, placed_at = at
   where id = p_wait;
  return 'done';
end $$;

-- What lies at units that the caller reads and will go on or wait with them: numbers alone, for the dry run of a resolution.
create or replace function left_at(p_units integer[])
returns table (unit_id integer, drafts integer, requests integer, sessions integer, courses integer, programmes integer, partners integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id,
         (select count(*) from team_decisions d where d.unit_id = u.id and d.state = 'draft')::integer,
         (select count(*) from data_requests r where r.unit_id = u.id and r.closed_on is null)::integer,
         (select count(*) from training_sessions s where s.unit_id = u.id and s.state = 'planned')::integer,
         (select count(*) from courses k where k.unit_id = u.id)::integer,
         (select count(*) from programmes g where g.unit_id = u.id)::integer,
         (select count(*) from partners p where p.unit_id = u.id and p.closed_on is null)::integer
    from units u
   where u.id = any (p_units) and u.path >= current_setting('app.read_lo', true) and u.path < current_setting('app.read_hi', true)
$$;

-- A draft of a decision, an open request or a planned session that a commune left when it was cut goes on with one of its heirs, who says
-- so: part of the resolution, taken back with it. False: it is not there for the caller, or over by now.
create or replace function take_over(p_table text, p_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare mine record; lies_in integer; event uuid; still text;
begin
  select u.id, u.path into mine from units u
   where u.id = nullif(current_setting('app.unit', true), '')::integer and u.level = 'commune'
     and u.path >= current_setting('app.write_lo', true) and u.path < current_setting('app.write_hi', true);
  still := case p_table when 'team_decisions' then 'state = ''draft''' when 'data_requests' then 'closed_on is null'
                        when 'training_sessions' then 'state = ''planned''' end;
  if mine.id is null or still is null then raise insufficient_privilege using message = 'common.forbidden'; end if;
  execute format('select unit_id from %I where id = $1 and unit_id = any ($2) and %s for update', p_table, still) into lies_in
    using p_id, nullif(current_setting('app.history_units', true), '')::integer[];
  if lies_in is null then return false; end if;
  select v.closed_by into event from unit_versions v where v.unit_id = lies_in order by v.valid_from desc limit 1;
  perform set_config('app.reorganisation', coalesce(event::text, ''), true);
  if p_table = 'team_decisions' then
    update team_decisions set begun_in = coalesce(begun_in, unit_id), signer = null, signer_title = null where id = p_id;
  end if;
  execute format('update %I set unit_id = $2, path = $3 where id = $1', p_table) using p_id, mine.id, mine.path;
  perform set_config('app.reorganisation', '', true);
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array['goes_along(text)', 'left_at(integer[])', 'take_over(text, uuid)', 'place_post(uuid, integer)', 'post_until(uuid)', 'standing_heirs(integer[])', 'moved_communes(uuid)', 'posts_at(integer[])', 'place_unit(uuid, integer)', 'record_change()', 'own_columns(text)', 'key_join(text, text)', 'reorganisation_dependents(uuid)', 'undo_reorganisation(uuid)'] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function reorganisation_dependents(uuid), undo_reorganisation(uuid), moved_communes(uuid) to tn_system;
  grant execute on function left_at(integer[]), take_over(text, uuid), posts_at(integer[]), place_unit(uuid, integer), place_post(uuid, integer), post_until(uuid), standing_heirs(integer[]) to tn_runtime;
end $$;
