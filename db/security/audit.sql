-- Who changed what: changed keys only, never values of columns marked personal, nothing for path-only changes.
-- Arguments of a trigger: key columns separated by commas, then the personal columns.
create or replace function audit_row() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  whole jsonb := case when tg_op = 'DELETE' then before else after end;
  quiet constant text[] := array['path', 'hi', 'version', 'updated_at', 'created_at'];
  personal text[] := tg_argv[1:];
  delta jsonb;
begin
  -- A seed makes a database, it changes nobody's: only the system login may say so.
  if current_setting('app.seed', true) = 'on' and pg_has_role(session_user, 'tn_system', 'member') then return null; end if;
  select jsonb_object_agg(k, case when k = any (personal) then '"*"'::jsonb
           else jsonb_build_array(before -> k, after -> k) end)
    into delta
    from jsonb_object_keys(before || after) as k
   where k <> all (quiet) and before -> k is distinct from after -> k;
  if delta is null then return null; end if;
  insert into audit_log (at, table_name, row_key, action, path, person_id, assignment_id, changed)
  values (
    coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()), tg_table_name,
    (select string_agg(whole ->> k, '/') from unnest(string_to_array(tg_argv[0], ',')) k),
    lower(tg_op), coalesce(whole ->> 'path', ''),
    nullif(current_setting('app.person', true), '')::uuid, nullif(current_setting('app.assignment', true), '')::uuid, delta
  );
  return null;
end $$;
alter function audit_row() owner to tn_ledger;
revoke execute on function audit_row() from public;

do $$
declare
  t record;
begin
  for t in select * from (values
    ('steering_committees', 'id', array['head', 'deputies']),
    ('unit_denominators', 'unit_id,as_of', array[]::text[]),
    ('teams', 'unit_id', array['chat_link']),
    ('team_coverages', 'team_id,village_id,valid_from', array[]::text[]),
    ('components', 'code', array[]::text[]),
    ('member_limits', 'unit_id,team_level,valid_from', array[]::text[]),
    ('members', 'id', array['full_name', 'sort_name', 'sex', 'birth_year', 'phone', 'residence', 'employer']),
    ('memberships', 'id', array['component', 'concurrent_post', 'ended_reason', 'ended_note', 'absent_since']),
    ('team_decisions', 'id', array['signer', 'grounds', 'reason']),
    ('team_decision_lines', 'decision_id,line', array[]::text[]),
    ('data_requests', 'id', array['note', 'outcome', 'extension_reason']),
    ('auxiliary_groups', 'id', array['chat_link']),
    ('focal_points', 'id', array['full_name', 'sort_name', 'phone', 'email']),
    ('courses', 'id', array[]::text[]),
    ('course_modules', 'course_id,position', array[]::text[]),
    ('training_sessions', 'id', array[]::text[]),
    ('attendances', 'session_id,member_id', array[]::text[]),
    ('attendance_counts', 'session_id,unit_id', array[]::text[]),
    ('completions', 'id', array[]::text[]),
    ('officer_completions', 'id', array[]::text[]),
    ('activities', 'id', array['note', 'place', 'state_reason']),
    ('activity_teams', 'activity_id,unit_id', array[]::text[]),
    ('partners', 'id', array[]::text[]),
    ('programmes', 'id', array[]::text[]),
    ('persons', 'id', array['full_name', 'sort_name', 'phone', 'email']),
    ('assignments', 'id', array['holder_name', 'contact_phone', 'ended_reason']),
    ('assignment_areas', 'assignment_id,unit_id', array[]::text[]),
    ('accounts', 'person_id', array['sign_in_name', 'password_hash', 'last_sign_in_at']),
    ('obligations', 'period_id,unit_id', array[]::text[]),
    ('reports', 'id', array['values', 'details', 'denominators']),
    ('message_quotas', 'unit_id', array[]::text[]),
    ('register_starts', 'unit_id,register,starts_on', array[]::text[]),
    ('team_reports', 'period_id,unit_id', array['values', 'return_reason', 'return_cells']),
    ('periods', 'id', array[]::text[]),
    ('calendar_days', 'on_day', array[]::text[]),
    ('unit_versions', 'id', array[]::text[]),
    ('agency_versions', 'id', array[]::text[]),
    ('unit_successions', 'predecessor_id,successor_id,effective_on', array[]::text[]),
    ('unit_flags', 'unit_id,flag,valid_from', array[]::text[]),
    ('unit_rollouts', 'unit_id,valid_from', array[]::text[]),
    ('province_settings', 'unit_id', array[]::text[]),
    ('headline_figures', 'id', array[]::text[]),
    ('reorganisations', 'id', array[]::text[])
  ) as x(name, keys, personal) loop
    execute format('drop trigger if exists audit on %I', t.name);
    execute format('create trigger audit after insert or delete or update of %s on %I for each row execute function audit_row(%s)',
      own_columns(t.name), t.name, (select string_agg(quote_literal(a), ', ') from unnest(array[t.keys] || t.personal) a));
  end loop;
end $$;

revoke create on schema public from tn_ledger;
