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
  else before := o; after := n;
  end if;
  insert into reorganisation_inverses (reorganisation_id, table_name, row_key, before, after)
  values (event, tg_table_name, row_key, before, after);
  return null;
end $$;

-- The columns of a table that do not merely follow a unit's path; of persons all, since they alone change the unit they belong to.
create or replace function own_columns(p_table text) returns text
language sql stable set search_path = public, pg_temp as $$
  select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
   where a.attrelid = format('public.%I', p_table)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     and (p_table in ('units', 'persons') or not exists (
       select from pg_constraint f where f.conrelid = a.attrelid and f.contype = 'f' and f.confupdtype = 'c' and a.attnum = any (f.conkey)))
$$;

-- The tables that a resolution may touch. Columns that only follow a unit's path do not call the trigger: a reform moves
-- a million rows that way. Persons alone change the unit they belong to.
do $$
declare t text; keys text; watched text;
begin
  foreach t in array array[
    'units', 'unit_versions', 'unit_successions', 'unit_aliases', 'unit_flags', 'unit_rollouts', 'province_settings',
    'unit_denominators', 'steering_committees', 'teams', 'team_coverages', 'persons', 'assignments', 'assignment_areas',
    'obligations', 'reports', 'report_drafts', 'report_parts', 'agencies', 'agency_versions'
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

-- What stands on a resolution that was applied: rows that it touched and that have changed since ('changed'), and rows that
-- refer to what it added ('uses'). None: it can be taken back. Expectations made by the clock for its new units are not counted:
-- they go with them.
create or replace function reorganisation_dependents(p_event uuid)
returns table (what text, table_name text, n bigint, unit_ids integer[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  t text; f record; child_key text; match text;
  -- what changes by itself, and what a person may add to an edge that goes with it
  quiet constant text[] := array['path', 'version', 'updated_at', 'due_at', 'base_due_at', 'share', 'confirmed'];
begin
  for t in select distinct i.table_name from reorganisation_inverses i where i.reorganisation_id = p_event and i.after is not null and i.table_name <> 'totals' loop
    return query execute format($q$
      with last as materialized (
        select i.row_key, jsonb_object_agg(e.key, e.value order by i.seq) as after
          from reorganisation_inverses i cross join lateral jsonb_each(i.after) e
         where i.reorganisation_id = $1 and i.table_name = %1$L and e.key <> all (%2$s) group by 1
      )
      select 'changed', %1$L::text, count(*), null::integer[]
        from last l left join %1$I r on %3$s
       where r is null or exists (select from jsonb_each(l.after) e where to_jsonb(r) -> e.key is distinct from e.value)
      having count(*) > 0$q$, t, quote_literal(case when t = 'units' then array_remove(quiet, 'path') else quiet end) || '::text[]', key_join(t, 'l.row_key'))
      using p_event;
  end loop;
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
      select 'uses', %1$L::text, count(*), null::integer[]
        from reorganisation_inverses i cross join lateral jsonb_populate_record(null::%2$I, i.after) p join %1$I r on %3$s
       where i.reorganisation_id = $1 and i.table_name = %2$L and i.before is null
         and not exists (select from reorganisation_inverses j where j.reorganisation_id = $1 and j.table_name = %1$L and j.row_key = jsonb_build_object(%4$s))
         %5$s
      having count(*) > 0$q$, f.child, f.parent, match, child_key,
      case f.child when 'obligations' then $q$and (r.extension_reason is not null or r.state = 'exempt' and r.exempt_reason <> 'first_period')$q$
                   when 'reorganisations' then 'and r.id <> $1' else '' end)
      using p_event;
  end loop;
end $$;

-- Takes a resolution back: its list read backwards, every row as it was. The caller has seen that nothing stands on it.
-- Returns how many rows it has touched.
create or replace function undo_reorganisation(p_event uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare i record; joins jsonb; cols text; touched integer; done integer := 0;
begin
  perform set_config('app.reorganisation', '', true), set_config('app.undoing', 'on', true);
  select coalesce(jsonb_object_agg(x.table_name, key_join(x.table_name, '$1')), '{}') into joins
    from (select distinct table_name from reorganisation_inverses where reorganisation_id = p_event) x;
  delete from obligations o
   where not exists (select from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name = 'obligations'
                       and x.row_key = jsonb_build_object('period_id', o.period_id, 'unit_id', o.unit_id))
     and o.unit_id in (select (x.row_key ->> 'id')::integer from reorganisation_inverses x
                        where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null);
  -- Requests are a log: those of people of a unit that goes away are kept with its province, or with the country.
  update requests r set unit_id = h.id, path = h.path
    from reorganisation_inverses x, units u, units h
   where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null and u.id = (x.row_key ->> 'id')::integer
     and r.unit_id = u.id and r.path = u.path and h.id = coalesce((
       select p.id from units p where p.path = left(u.path, 8) and p.id <> u.id
          and not exists (select from reorganisation_inverses y where y.reorganisation_id = p_event and y.table_name = 'units'
                             and y.before is null and y.row_key = jsonb_build_object('id', p.id))), (select id from units where path = ''));
  delete from reorganisation_confirmations where reorganisation_id = p_event;
  -- Where figures lie is worked out anew afterwards.
  delete from unit_homes h using reorganisation_inverses x
   where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null and (x.row_key ->> 'id')::integer in (h.unit_id, h.home_id);
  delete from unit_doubts d using reorganisation_inverses x
   where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null
     and (x.row_key ->> 'id')::integer in (d.unit_id, d.predecessor_id, d.successor_id);
  delete from unit_strays s using reorganisation_inverses x
   where x.reorganisation_id = p_event and x.table_name = 'units' and x.before is null and (x.row_key ->> 'id')::integer in (s.unit_id, s.then_id);
  for i in select * from reorganisation_inverses x where x.reorganisation_id = p_event and x.table_name <> 'totals' order by x.seq desc loop
    if i.before is null then
      execute format('delete from %I r where %s', i.table_name, joins ->> i.table_name) using i.row_key;
    else
      select string_agg(format('%1$I = (jsonb_populate_record(null::%2$I, $2)).%1$I', k, i.table_name), ', ') into cols
        from jsonb_object_keys(i.before) k;
      execute format('update %I r set %s where %s', i.table_name, cols, joins ->> i.table_name) using i.row_key, i.before;
    end if;
    get diagnostics touched = row_count;
    if touched <> 1 then
      raise exception 'row of % is not there: %', i.table_name, i.row_key;
    end if;
    done := done + 1;
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

-- A village or team that waits is said to lie in one of the parts of its commune, from the day that was cut on: as if it had never
-- waited. Part of the resolution: taken back with it. False: it has been placed, or the resolution is not in force.
create or replace function place_unit(p_wait uuid, p_parent integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare w record; place record; version record; own_code text;
begin
  select x.*, e.effective_on, e.state into w from reorganisation_waits x join reorganisations e on e.id = x.reorganisation_id
   where x.id = p_wait and x.kind <> 'post'
     and x.path >= current_setting('app.write_lo', true) and x.path < current_setting('app.write_hi', true) for update of x;
  if not found then raise insufficient_privilege using message = 'reorganisations.place'; end if;
  if w.placed_at is not null or w.state <> 'applied' or p_parent <> all (w.candidates) then return false; end if;
  select u.path into place from units u join unit_versions v on v.unit_id = u.id and v.valid_to is null
   where u.id = p_parent and u.level = 'commune';
  if not found then return false; end if;
  select * into version from unit_versions where unit_id = w.subject_id order by valid_from desc limit 1;
  if version.valid_to is distinct from w.effective_on then return false; end if;
  perform set_config('app.reorganisation', w.reorganisation_id::text, true);
  own_code := version.code;
  if exists (select from unit_versions v where v.parent_id = p_parent and v.level = version.level and v.code = own_code
               and (v.valid_to is null or v.valid_to > w.effective_on)) then
    select left(coalesce(c.code, w.from_id::text) || '-' || own_code, 20) into own_code from unit_versions c
     where c.unit_id = w.from_id order by c.valid_from desc limit 1;
  end if;
  insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from, opened_by)
  values (w.subject_id, version.level, p_parent, version.name, version.full_name, version.type, own_code, w.effective_on, w.reorganisation_id);
  update units set path = place.path || lpad(w.subject_id::text, 7, '0') || '.' where id = w.subject_id;
  if w.kind = 'team' then update teams set commune_id = p_parent where unit_id = w.subject_id; end if;
  perform set_config('app.reorganisation', '', true);
  update reorganisation_waits set placed_id = p_parent, placed_by = current_setting('app.person', true)::uuid,
         placed_at = current_setting('app.now', true)::timestamptz where id = p_wait;
  return true;
end $$;

-- The same of a post: it goes on at one of the parts from now on, unless its holder has the same there by now.
create or replace function place_post(p_wait uuid, p_unit integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare w record; place record; at constant timestamptz := current_setting('app.now', true)::timestamptz;
begin
  select x.*, e.state into w from reorganisation_waits x join reorganisations e on e.id = x.reorganisation_id
   where x.id = p_wait and x.kind = 'post'
     and x.path >= current_setting('app.write_lo', true) and x.path < current_setting('app.write_hi', true) for update of x;
  if not found then raise insufficient_privilege using message = 'reorganisations.place'; end if;
  if w.placed_at is not null or w.state <> 'applied' or p_unit <> all (w.candidates) then return false; end if;
  select u.id, u.path into place from units u join unit_versions v on v.unit_id = u.id and v.valid_to is null where u.id = p_unit;
  if not found then return false; end if;
  perform set_config('app.reorganisation', w.reorganisation_id::text, true);
  insert into assignments (person_id, role, unit_id, path, title, holder_name, contact_phone, manages_accounts, valid_from, created_by)
  select a.person_id, a.role, place.id, place.path, a.title, a.holder_name, a.contact_phone, a.manages_accounts, at,
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
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array['place_post(uuid, integer)', 'posts_at(integer[])', 'place_unit(uuid, integer)', 'record_change()', 'own_columns(text)', 'key_join(text, text)', 'reorganisation_dependents(uuid)', 'undo_reorganisation(uuid)'] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function reorganisation_dependents(uuid), undo_reorganisation(uuid) to tn_system;
  grant execute on function posts_at(integer[]), place_unit(uuid, integer), place_post(uuid, integer) to tn_runtime;
end $$;
