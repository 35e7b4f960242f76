-- Which row exists for whom. Every policy compares the row's path with the range that begin_identity set; none calls a
-- function per row. No identity: the settings are null or '', and no row is in the range.
do $$
declare
  t text; kind text;
  lo constant text := 'current_setting(''app.read_lo'', true)';
  high constant text := 'current_setting(''app.read_hi'', true)';
  wlo constant text := 'current_setting(''app.write_lo'', true)';
  whi constant text := 'current_setting(''app.write_hi'', true)';
  in_read text := format('(path >= %s and path < %s)', lo, high);
  in_write text := format('(path >= %s and path < %s)', wlo, whi);
  -- A commune reads what those filed that ended in it (begin_identity).
  heir text := '(unit_id = any (nullif(current_setting(''app.history_units'', true), '''')::integer[]))';
  -- What ended units that went wholly into it owed for months before: their heir sends and corrects it in their place.
  taken text := '(unit_id = any (nullif(current_setting(''app.taken_units'', true), '''')::integer[]))';
  of_taken text := '(' || taken || ' and current_setting(''app.write_hi'', true) <> '''')';
  -- Names of people are seen on one's own level and one below: the ministry's range covers the country and shows none.
  near text := '(length(path) <= coalesce(nullif(current_setting(''app.name_depth'', true), '''')::integer, -1))';
  own_person text := '(%I = nullif(current_setting(''app.person'', true), '''')::uuid)';
  -- What a unit has not sent is its own.
  own_draft text := '(path = current_setting(''app.read_lo'', true) or current_setting(''app.unit_level'', true) in (''commune'', ''village'', ''team''))';
  somebody text := '(nullif(current_setting(''app.person'', true), '''') is not null)';
  -- Who is on a roster is known in the commune and its teams; above them there are counts, and names for a reason (rosters.sql).
  inside text := '(current_setting(''app.unit_level'', true) in (''commune'', ''village'', ''team''))';
  -- A file of a roster is its unit's own; above the commune, where names are not known, the uploader's alone.
  own_file text := '(path = current_setting(''app.read_lo'', true) and (' ||
    'current_setting(''app.unit_level'', true) = ''commune'' or current_setting(''app.unit_level'', true) = ''province'' and person_id = nullif(current_setting(''app.person'', true), '''')::uuid))';
  of_file text := '(path = current_setting(''app.read_lo'', true) and exists (select from roster_imports x where x.id = import_id))';
  own_columns text := '(path = current_setting(''app.read_lo'', true) and current_setting(''app.unit_level'', true) in (''commune'', ''province''))';
  of_commune text := '(current_setting(''app.unit_level'', true) = ''commune'')';
  of_province text := '(current_setting(''app.unit_level'', true) = ''province'')';
  own_unit text := '(path = current_setting(''app.read_lo'', true))';
  of_team text := '(current_setting(''app.unit_level'', true) = ''team'')';
  of_source text := '(current_setting(''app.role'', true) in (''commune_leader'', ''commune_officer'', ''team_leader''))';
  of_above text := '(' || somebody || ' and starts_with(current_setting(''app.read_lo'', true), path))';
  of_owner_read text := format('(owner_path >= %s and owner_path < %s)', lo, high);
  of_owner_write text := format('(owner_path >= %s and owner_path < %s)', wlo, whi);
  own_register text := in_write || ' and path = ' || lo || ' and current_setting(''app.unit_level'', true) in (''nation'', ''province'', ''commune'')';
  above text := '(current_setting(''app.unit_level'', true) in (''nation'', ''province''))';
  rules text[][] := array[
    -- table, select, insert, update
    ['steering_committees', in_read, in_write, in_write],
    ['unit_denominators', in_read || ' or ' || heir, in_write, in_write],
    ['teams', in_read, in_write, in_write],
    ['team_coverages', in_read, in_write, in_write],
    -- Somebody in two teams that have come to lie in different communes is known to both.
    -- Whom a commune knew that has ended, in no team yet, is known to those who followed it.
    ['members', inside || ' and (' || in_read || ' or ' || heir || ' or exists (select from memberships m where m.member_id = members.id and m.' || substr(in_read, 2) || ')', in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['memberships', inside || ' and ' || in_read, in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['team_decisions', '(' || in_read || ' or ' || heir || ') and (state = ''issued'' or ' || inside || ')', in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['team_decision_lines', '(' || in_read || ' or ' || heir || ') and exists (select from team_decisions x where x.id = decision_id)', in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['team_decision_members', inside || ' and (' || in_read || ' or ' || heir || ')', in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['data_requests', inside || ' and (' || in_read || ' or ' || heir || ')', in_write || ' and ' || of_commune, in_write || ' and ' || of_commune],
    ['auxiliary_groups', in_read, in_write, in_write],
    -- Work contacts: one's own, those below, and those of the line above.
    ['focal_points', in_read || ' or ' || of_above, in_write, in_write],
    -- Courses of the nation and of provinces are everybody's; a commune's are its own.
    ['courses', in_read || ' or ' || heir || ' or (' || somebody || ' and length(path) <= 8)', in_write || ' and ' || own_unit, in_write || ' and ' || own_unit],
    ['course_modules', in_read || ' or ' || heir || ' or (' || somebody || ' and length(path) <= 8)', in_write || ' and ' || own_unit, null],
    -- A session is known below the unit that holds it and above; who came, by name, inside the commune alone.
    ['training_sessions', in_read || ' or ' || heir || ' or ' || of_above, in_write || ' and ' || own_unit || ' and not ' || of_team, in_write || ' and ' || own_unit || ' and not ' || of_team],
    ['attendances', inside || ' and ' || in_read, in_write || ' and ' || of_commune, null],
    ['attendance_counts', in_read || ' or ' || heir, in_write || ' and not ' || of_team, in_write || ' and not ' || of_team],
    ['completions', inside || ' and ' || in_read, in_write || ' and ' || of_commune, null],
    ['officer_completions', in_read || ' or ' || heir, in_write || ' and ' || of_commune, null],
    -- What a team did is known to those above it and to the teams that took part; who took part, and who wrote it down, in the commune.
    ['activities', in_read || ' or (current_setting(''app.unit_level'', true) = ''team'' and exists (select from activity_teams x where x.activity_id = activities.id and x.' || substr(in_read, 2) || ')', in_write || ' and ' || inside, in_write || ' and ' || inside],
    ['activity_teams', in_read || ' or ' || of_owner_read, of_owner_write || ' and ' || inside, null],
    ['activity_members', inside || ' and ' || in_read, in_write || ' and ' || inside, null],
    ['activity_events', inside || ' and ' || in_read, in_write || ' and ' || inside, null],
    -- Pictures of people stay in the commune and its province (22.25).
    ['activity_photos', in_read || ' and (' || inside || ' or current_setting(''app.unit_level'', true) = ''province'')', in_write || ' and ' || inside, null],
    -- Whom to work with and in what programme: one's own, those below, those of the line above, and those of
    -- who ended in one's commune.
    ['partners', in_read || ' or ' || heir || ' or ' || of_above, own_register, own_register],
    ['programmes', in_read || ' or ' || heir || ' or ' || of_above, own_register, own_register],
    ['roster_imports', own_file, own_file || ' and ' || in_write || ' and ' || format(own_person, 'person_id'), own_file || ' and ' || in_write],
    ['roster_import_rows', of_file, null, of_file || ' and ' || in_write],
    ['column_mappings', own_columns, own_columns || ' and ' || in_write, own_columns || ' and ' || in_write],
    ['persons', format(own_person, 'id') || ' or (' || in_read || ' and ' || near || ')', in_write || ' and ' || near, in_write || ' and ' || near],
    ['assignments', format(own_person, 'person_id') || ' or (' || in_read || ' and ' || near || ')', in_write || ' and ' || near, in_write || ' and ' || near],
    ['assignment_areas', in_read, in_write, null],
    ['obligations', 'moved_by is null and (' || in_read || ' or ' || heir || ')', in_write || ' and ' || above, in_write || ' and ' || above],
    ['reports', in_read || ' or ' || heir, in_write || ' or ' || of_taken, in_write || ' or ' || of_taken],
    ['report_drafts', in_read || ' and ' || own_draft || ' or ' || taken, in_write || ' and ' || own_draft || ' or ' || of_taken, in_write || ' and ' || own_draft || ' or ' || of_taken],
    ['report_versions', in_read || ' or ' || heir, null, null],
    -- What a team reports is known above it; who told it, and what was said between the team and its commune, in the commune.
    ['team_reports', in_read, null, in_write || ' and ' || inside],
    ['team_report_versions', in_read, in_write || ' and ' || inside, null],
    ['team_report_events', inside || ' and ' || in_read, in_write || ' and ' || inside, null],
    -- What it was typed from is seen by the commune's leader and officer and by the team's own leader, kept and taken away by the commune (22.25).
    ['team_report_photos', in_read || ' and ' || of_source, in_write || ' and ' || of_commune, null],
    -- Late figures are handed in by a team, or by its commune, which alone hands them on; how they move on stands below.
    ['late_team_reports', in_read, in_write || ' and ' || inside || ' and ' || format(own_person, 'asked_by') || ' and (state = ''held'' or state = ''asked'' and ' || of_commune || ')', null],
    -- A reminder is its reader's; what was said of whose month is known to that unit and those above it.
    ['reminders', format(own_person, 'person_id'), null, format(own_person, 'person_id')],
    ['reminder_lines', in_read || ' or ' || format(own_person, 'person_id'), null, null],
    ['deliveries', in_read || ' or ' || format(own_person, 'person_id'), null, null],
    ['message_quotas', in_read, in_write || ' and ' || own_unit || ' and ' || of_province, in_write || ' and ' || own_unit || ' and ' || of_province],
    -- Where a commune's figures come from is read with its reports, and said by itself.
    ['register_starts', in_read || ' or ' || heir, in_write || ' and ' || own_unit || ' and ' || of_commune, in_write || ' and ' || own_unit || ' and ' || of_commune],
    ['report_events', in_read || ' or ' || heir, in_write || ' or ' || of_taken, null],
    -- What a part had not sent is its heir's alone.
    ['report_parts', in_read || ' and (' || own_draft || ' or status in (''submitted'', ''accepted'', ''locked''))', null, null],
    -- What has been decided everybody may know; what is being drafted only who drafts it and who stands above him.
    ['reorganisations', in_read || ' or (state in (''scheduled'', ''applied'', ''undoing'', ''undone'') and ' || somebody || ')', in_write, in_write],
    ['reorganisation_changes', in_read || ' or (' || somebody || ' and exists (select from reorganisations x where x.id = reorganisation_id and x.state <> ''draft''))', in_write, null],
    ['reorganisation_decisions', in_read, in_write, in_write],
    ['reorganisation_confirmations', in_read, in_write || ' and path = current_setting(''app.read_lo'', true)', null],
    ['reorganisation_waits', in_read, null, null],
    ['reorganisation_runs', in_read, null, null],
    -- The text of a resolution that has been decided is everybody's, as the resolution is; the paper that a report was sent by is
    -- read with the report, whoever keeps it. The signed copy of a decision about teams names their people: it stays in the commune.
    ['files', '(' || in_read || ' or ' || heir || ') and (' || inside || ' or not exists (select from team_decisions x where x.file_id = files.id)) or exists (select from report_versions x where x.signed_file = files.id) or (' || somebody || ' and exists (select from reorganisations x where x.file_id = files.id and x.state <> ''draft''))', in_write, null],
    ['totals', in_read, null, null],
    -- That figures were frozen is known below; their lines to the unit whose they are, and above it.
    ['figure_freezes', in_read || ' or ' || of_above, null, null],
    ['frozen_units', in_read, null, null],
    ['frozen_totals', in_read, null, null],
    ['audit_log', in_read || ' and ' || '(current_setting(''app.role'', true) in (''auditor'', ''ministry_admin'', ''province_admin'', ''commune_leader''))', null, null],
    ['requests', format(own_person, 'person_id'), format(own_person, 'person_id') || ' and ' || in_write, format(own_person, 'person_id')]
  ];
  reference text[] := array[
    'units', 'unit_versions', 'unit_aliases', 'unit_successions', 'unit_homes', 'unit_doubts', 'unit_strays', 'unit_flags', 'unit_rollouts', 'province_settings',
    'agencies', 'agency_versions', 'components', 'member_limits',
    'indicators', 'forms', 'form_versions', 'form_rows', 'form_rules', 'indicator_sources',
    'calendar_days', 'periods', 'headline_figures', 'app_state', 'schema_migrations'
  ];
  system_only text[] := array['accounts', 'activation_codes', 'access_log', 'postings', 'reorganisation_inverses'];
  i integer;
begin
  for t, kind in select p.tablename, p.policyname from pg_policies p where p.schemaname = 'public' loop
    execute format('drop policy %I on %I', kind, t);
  end loop;

  -- Reference: units, names, forms, indicators, calendar are read by everybody.
  foreach t in array reference loop
    execute format('create policy read on %I for select to tn_runtime using (true)', t);
  end loop;

  for i in 1 .. array_length(rules, 1) loop
    t := rules[i][1];
    execute format('create policy sees on %I for select to tn_runtime using (%s)', t, rules[i][2]);
    if rules[i][3] is not null then
      execute format('create policy adds on %I for insert to tn_runtime with check (%s)', t, rules[i][3]);
    end if;
    if rules[i][4] is not null then
      execute format('create policy changes on %I for update to tn_runtime using (%s) with check (%s)', t, rules[i][4], rules[i][4]);
    end if;
  end loop;
  -- What waits is handed on, withdrawn, taken in or closed below, and refused above; consent is the ledger's (team-reports.sql).
  execute format('create policy changes on late_team_reports for update to tn_runtime using (%1$s and (%2$s and state in (''held'', ''asked'') or %3$s and state = ''asked'')) with check (%1$s and (%2$s and state in (''asked'', ''withdrawn'', ''taken'', ''closed'') or %3$s and state = ''refused''))',
    in_write, inside, of_province);
  foreach t in array array['assignment_areas', 'reorganisation_changes', 'reorganisation_decisions'] loop
    execute format('create policy removes on %I for delete to tn_runtime using (%s)', t, in_write);
  end loop;
  foreach t in array array['team_decision_lines', 'team_decision_members'] loop
    execute format('create policy removes on %I for delete to tn_runtime using (%s and %s and exists (select from team_decisions x where x.id = decision_id and x.state = ''draft''))', t, in_write, of_commune);
  end loop;
  foreach t in array array['attendances', 'completions', 'officer_completions'] loop
    execute format('create policy removes on %I for delete to tn_runtime using (%s and %s)', t, in_write, of_commune);
  end loop;
  -- Who took part is corrected; a picture is taken away for good.
  execute format('create policy removes on activity_teams for delete to tn_runtime using (%s and %s)', of_owner_write, inside);
  foreach t in array array['activity_members', 'activity_photos'] loop
    execute format('create policy removes on %I for delete to tn_runtime using (%s and %s)', t, in_write, inside);
  end loop;
  execute format('create policy removes on team_report_photos for delete to tn_runtime using (%s and %s)', in_write, of_commune);
  execute format('create policy removes on course_modules for delete to tn_runtime using (%s and %s)', in_write, own_unit);
  execute format('create policy removes on roster_import_rows for delete to tn_runtime using (%s and %s)', of_file, in_write);
  execute format('create policy removes on team_decisions for delete to tn_runtime using (%s and %s and state = ''draft'')', in_write, of_commune);
  execute format('create policy removes on reorganisations for delete to tn_runtime using (%s and state = ''draft'')', in_write);

  -- Jobs, sign-in and seeds, and the ledger: every row of the tables they are granted (roles.sql says which and how).
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system on %I to tn_system using (true) with check (true)', t);
    execute format('create policy ledger on %I to tn_ledger using (true) with check (true)', t);
  end loop;

  foreach t in array system_only loop
    if exists (select from information_schema.role_table_grants g where g.table_name = t and g.grantee = 'tn_runtime') then
      raise exception '% must not be granted to the runtime login', t;
    end if;
  end loop;
end $$;

-- The owner migrates and keeps the record of it; it reads units when it checks a database, and nothing of people or reports.
create policy owner on schema_migrations to current_user using (true) with check (true);
