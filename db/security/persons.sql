-- What is kept of a member of a team, who has read it, and how it goes again (domain.md section 12).
-- SECURITY DEFINER and owned by tn_ledger, as in units.sql: what is kept of somebody lies in whatever commune he was.

-- Entries, each with the one it has become part of by a merger; itself where it stands. An id for an id, nobody's name.
create or replace function kept_members(p_members uuid[]) returns table (id uuid, kept uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive line(id, kept, next) as (
    select m.id, m.id, m.merged_into from members m where m.id = any (p_members)
    union all
    select l.id, m.id, m.merged_into from line l join members m on m.id = l.next
  )
  select line.id, line.kept from line where next is null
$$;

-- The other way round: entries that stand, each with itself and those that have become part of it.
create or replace function members_line(p_members uuid[]) returns table (kept uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive line(kept, id) as (
    select m.id, m.id from members m where m.id = any (p_members)
    union all
    select l.kept, m.id from line l join members m on m.merged_into = l.id
  )
  select kept, id from line
$$;

-- The last name of a unit, also of one that has ended.
create or replace function last_name(p_unit integer) returns text
language sql stable set search_path = public, pg_temp as $$
  select v.full_name from unit_versions v where v.unit_id = p_unit order by v.valid_from desc limit 1
$$;

-- The person himself, by his account, and the commune that answers him.
create or replace function answers_for(p_member uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (
    select from members m where m.id = p_member and m.merged_into is null
       and (m.person_id = nullif(current_setting('app.person', true), '')::uuid
         or (current_setting('app.unit_level', true) = 'commune'
             and m.path >= current_setting('app.read_lo', true) and m.path < current_setting('app.read_hi', true))))
$$;

-- Everything kept of a member beside who he is and the teams he was in: classes, courses, activities, decisions, requests, and the account
-- that is his, with its name for himself alone. Null for whoever is neither he nor his commune.
create or replace function kept_record(p_member uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with me as materialized (select m.id, m.full_name, m.person_id from members m where m.id = p_member and answers_for(p_member)),
  line as materialized (select l.id from me cross join lateral members_line(array[me.id]) l),
  held as materialized (select s.* from memberships s where s.member_id in (select id from line))
  select jsonb_build_object(
    'attendances', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'title', s.title, 'course', (select k.name from courses k where k.id = s.course_id), 'from', s.starts_on, 'to', s.ends_on,
               'unit', last_name(s.unit_id)) order by s.starts_on desc, s.id), '[]')
        from training_sessions s where s.id in (select a.session_id from attendances a where a.member_id in (select id from line))),
    'completions', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'course', k.name, 'module', (select d.name from course_modules d where d.course_id = k.id and d.position = c.module),
               'on', c.on_day, 'source', c.source) order by c.on_day desc, k.name, c.module), '[]')
        from (select x.course_id, x.module, min(x.completed_on) as on_day, (array_agg(x.source order by x.completed_on))[1] as source
                from completions x where x.member_id in (select id from line) group by 1, 2
              union all
              -- as an official, under the account that is his
              select o.course_id, null, o.completed_on, o.source from officer_completions o where o.person_id = me.person_id) c
        join courses k on k.id = c.course_id),
    'activities', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'id', a.id, 'on', a.on_day, 'kind', a.kind, 'team', last_name(a.unit_id), 'told', x.told) order by a.on_day desc, a.id), '[]')
        from (select y.activity_id, bool_and(y.told) as told
                from (select t.activity_id, false as told from activity_members t where t.member_id in (select id from line)
                      union all
                      select e.activity_id, true from activity_events e cross join me
                       where e.unit_id in (select held.unit_id from held) and search_key(e.told_by) = search_key(me.full_name)) y
               group by 1) x
        join activities a on a.id = x.activity_id),
    'decisions', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'id', d.id, 'kind', d.kind, 'state', d.state, 'number', d.number, 'on', coalesce(d.decided_on, d.effective_on))
               order by coalesce(d.decided_on, d.effective_on) desc, d.id), '[]')
        from team_decisions d
       where d.id in (select s.decision_id from team_decision_members s where s.member_id in (select id from line)
                      union select held.decision_id from held union select held.ended_by from held)),
    'requests', (
      select coalesce(jsonb_agg(jsonb_build_object(
               'kind', r.kind, 'state', r.state, 'note', r.note, 'receivedOn', r.received_on, 'dueOn', r.due_on, 'answeredOn', r.answered_on,
               'closedOn', r.closed_on, 'outcome', r.outcome) order by r.received_on desc, r.created_at desc), '[]')
        from data_requests r where r.member_id in (select id from line)),
    'account', (
      select jsonb_build_object(
               'name', p.full_name,
               'signInName', (select c.sign_in_name from accounts c
                               where c.person_id = p.id and p.id = nullif(current_setting('app.person', true), '')::uuid),
               'posts', (select coalesce(jsonb_agg(jsonb_build_object(
                                  'role', a.role, 'unit', last_name(a.unit_id), 'from', (a.valid_from at time zone 'Asia/Ho_Chi_Minh')::date,
                                  'to', (a.valid_to at time zone 'Asia/Ho_Chi_Minh')::date) order by a.valid_from desc, a.id), '[]')
                           from assignments a
                          where a.person_id = p.id
                            and (p.id = nullif(current_setting('app.person', true), '')::uuid
                              or (a.path >= current_setting('app.read_lo', true) and a.path < current_setting('app.read_hi', true)))))
        from persons p where p.id = me.person_id))
    from me
$$;

-- What is kept of the caller himself as a member of teams, wherever his post is now: nobody needs a reason to read of himself.
create or replace function own_record() returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_agg(jsonb_build_object(
           'memberId', m.id, 'fullName', m.full_name, 'sex', m.sex, 'birthYear', m.birth_year, 'phone', m.phone, 'residence', m.residence,
           'employer', m.employer, 'informedOn', m.informed_on, 'publishAgreedOn', m.publish_agreed_on, 'restrictedOn', m.restricted_on,
           'memberships', (select coalesce(jsonb_agg(jsonb_build_object(
                'team', (select v.name from unit_versions v where v.unit_id = s.unit_id order by v.valid_from desc limit 1), 'role', s.role,
                'component', s.component, 'concurrentPost', s.concurrent_post, 'from', s.valid_from, 'to', s.valid_to) order by s.valid_from desc), '[]')
              from memberships s where s.member_id = m.id and s.valid_to is distinct from s.valid_from),
           'kept', kept_record(m.id)))
    from members m where m.person_id = nullif(current_setting('app.person', true), '')::uuid
$$;

-- Who has read what of a member, for the person and for the commune that answers him: by post and unit, newest first. A roster that was
-- opened or taken out while he was on it counts, and so do the names of a course that left in a file.
create or replace function readings_of(p_member uuid)
returns table (at timestamptz, kind text, role text, unit_name text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  with me as materialized (select m.id, m.path, m.created_at from members m where m.id = p_member and answers_for(p_member)),
  line as materialized (select l.id from me cross join lateral members_line(array[me.id]) l),
  places as materialized (
    select x.path, '-infinity'::date as since from me cross join lateral (values (me.path), (left(me.path, 16))) x(path)
    union
    select x.path, s.valid_from from memberships s cross join lateral (values (s.path), (left(s.path, 16))) x(path)
     where s.member_id in (select id from line) and s.valid_to is distinct from s.valid_from
  ), subjects(subject, since, path) as materialized (
    select 'members/' || line.id, '-infinity'::date, null from line
    union all select 'rosters/' || u.id, p.since, null from places p join units u on u.path = p.path
    union all select 'training/' || c.id, p.since, p.path from courses c cross join places p
  )
  select x.at, x.kind, x.role, last_name(x.unit_id), x.reason
    from (select distinct l.id, l.at, l.kind, a.role, a.unit_id, l.reason
            from me cross join subjects s join access_log l on l.subject = s.subject join assignments a on a.id = l.assignment_id
           where l.kind in ('reveal', 'export') and l.at >= me.created_at and s.since <= (l.at at time zone 'Asia/Ho_Chi_Minh')::date
             and (s.path is null or a.path = s.path)) x
   order by x.at desc, x.id desc limit 200
$$;

-- How somebody is found in a text: his name as it is written or in capitals, his number with or without gaps.
create or replace function person_pattern(p_name text, p_phone text) returns text
language sql immutable set search_path = public, pg_temp as $$
  select '\m(' || concat_ws('|', x.name, upper(x.name), array_to_string(regexp_split_to_array(p_phone, ''), '[ .-]*')) || ')\M'
    from (select regexp_replace(p_name, '([.*+?^${}()|\[\]\\])', '\\\1', 'g') as name) x
$$;

-- A text without somebody's name and number.
create or replace function without_person(p_text text, p_pattern text) returns text
language sql immutable set search_path = public, pg_temp as $$
  select case when p_pattern is null then p_text else regexp_replace(p_text, p_pattern, '…', 'g') end
$$;

-- What of a row, as a log of changes keeps it, is the name and number of a person; what is not in it stays out.
create or replace function nameless_row(p_row jsonb) returns jsonb
language sql immutable set search_path = public, pg_temp as $$
  select p_row || coalesce((
    select jsonb_object_agg(key, value)
      from jsonb_each('{"full_name": "–", "sort_name": "–", "holder_name": "–", "phone": null, "email": null, "contact_phone": null}') x
     where p_row ? x.key), '{}')
$$;

-- The account of somebody who was known as a member of teams alone: it opens nothing any more and says nobody's name.
create or replace function nameless_account(p_person uuid, p_pattern text, p_at timestamptz) returns void
language sql set search_path = public, pg_temp as $$
  update persons set full_name = '–', sort_name = '–', phone = null, email = null where id = p_person;
  update assignments set holder_name = '–', contact_phone = null, ended_reason = without_person(ended_reason, p_pattern)
   where person_id = p_person;
  update accounts set sign_in_name = 'removed-' || person_id, password_hash = null, disabled_at = coalesce(disabled_at, p_at), epoch = epoch + 1
   where person_id = p_person;
  update activation_codes set expires_at = p_at where person_id = p_person and used_at is null and expires_at > p_at;
  update activity_events set person_name = null where person_id = p_person;
  update team_report_events set person_name = null where person_id = p_person;
  update reorganisation_inverses i set before = nameless_row(i.before), after = nameless_row(i.after)
   where (i.table_name = 'persons' and i.row_key ->> 'id' = p_person::text)
      or (i.table_name = 'assignments' and i.row_key ->> 'id' in (select a.id::text from assignments a where a.person_id = p_person));
$$;

-- Takes away the names of members and whatever else leads to them, wherever it lies; the rows that are counted stay with their ids, so that
-- every figure stays. Of the commune that answers them, and of the job. Returns of how many.
--   gone       members and the entries merged into them: name, number, year of birth, residence, employer, account;
--              memberships, decision seats: the post held beside it, what was noted at the end; data_requests: the note
--   unnamed    texts in which the name or number stands: outcomes of requests, logs of the teams he was in, grounds of decisions that name
--              him; who told what was typed; the account of one who was known as a member alone, also where a reorganisation wrote it down
--   forgotten  files of rosters that were sent in and name him, whole: rows, bytes and what was read of them
--   kept       sex, component, days, attendances, completions, activities, requests: counted, and without a name of nobody
--   kept       signed copies of decisions (files): documents of the State under the law on archives; papers are made anew, without him
--   kept       audit_log, which holds no personal value; access_log: who read and why, to be answered for; requests: ids alone
--   kept       posts and accounts of whoever also held another post, and contacts of a unit (focal_points): of the office, not the roster
create or replace function anonymise_members(p_members uuid[], p_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_row record;
  entries uuid[];
  places integer[];
  pattern text;
  keys text[] := '{}';
  lines text[] := '{}';
  sent uuid[];
  done integer := 0;
begin
  if not pg_has_role(session_user, 'tn_system', 'member') and (
       coalesce(current_setting('app.unit_level', true), '') <> 'commune'
       or coalesce(current_setting('app.role', true), '') not in ('commune_leader', 'commune_officer')
       or exists (select from unnest(p_members) x(id) where not exists (
            select from members m where m.id = x.id
               and m.path >= coalesce(current_setting('app.write_lo', true), '') and m.path < coalesce(current_setting('app.write_hi', true), '')))) then
    raise insufficient_privilege using message = 'rosters.outside';
  end if;
  for found_row in
    select m.id, m.full_name, m.phone, m.person_id, m.path, m.unit_id from members m
     where m.id = any (p_members) and m.anonymised_at is null order by m.id for update
  loop
    done := done + 1;
    entries := array(select l.id from members_line(array[found_row.id]) l);
    places := array(select s.unit_id from memberships s where s.member_id = any (entries) union select found_row.unit_id);
    keys := keys || search_key(found_row.full_name);
    lines := lines || entries::text[];
    pattern := person_pattern(found_row.full_name, found_row.phone);

    update members set full_name = null, sort_name = null, phone = null, birth_year = null, residence = null, employer = null, person_id = null,
           anonymised_at = coalesce(anonymised_at, p_at), version = version + 1
     where id = any (entries);
    update memberships set concurrent_post = null, ended_note = null
     where member_id = any (entries) and (concurrent_post is not null or ended_note is not null);
    update team_decision_members set concurrent_post = null where member_id = any (entries) and concurrent_post is not null;
    update data_requests set note = null, outcome = without_person(outcome, pattern), extension_reason = without_person(extension_reason, pattern)
     where member_id = any (entries);
    update team_decisions d
       set reason = without_person(d.reason, pattern),
           grounds = array(select without_person(g.text, pattern) from unnest(d.grounds) with ordinality g(text, nth) order by g.nth)
     where (d.reason ~ pattern or array_to_string(d.grounds, ' ') ~ pattern)
       and d.id in (select s.decision_id from team_decision_members s where s.member_id = any (entries)
                    union select s.decision_id from memberships s where s.member_id = any (entries)
                    union select s.ended_by from memberships s where s.member_id = any (entries));
    update activities set note = without_person(note, pattern), place = without_person(place, pattern), state_reason = without_person(state_reason, pattern)
     where unit_id = any (places) and concat_ws(' ', note, place, state_reason) ~ pattern;
    update activity_events
       set told_by = case when search_key(told_by) <> search_key(found_row.full_name) then without_person(told_by, pattern) end,
           reason = without_person(reason, pattern)
     where unit_id = any (places) and (concat_ws(' ', told_by, reason) ~ pattern or search_key(told_by) = search_key(found_row.full_name));
    update team_report_events
       set told_by = case when search_key(told_by) <> search_key(found_row.full_name) then without_person(told_by, pattern) end,
           reason = without_person(reason, pattern)
     where unit_id = any (places) and (concat_ws(' ', told_by, reason) ~ pattern or search_key(told_by) = search_key(found_row.full_name));
    if found_row.person_id is not null and not exists (
      select from assignments a where a.person_id = found_row.person_id
         and (a.role not in ('team_leader', 'team_member') or a.valid_to is null or a.valid_to > p_at)) then
      perform nameless_account(found_row.person_id, pattern, p_at);
    end if;
  end loop;

  -- A file of which nobody has said yet what its columns mean may name anybody of its unit.
  sent := array(
    select i.id from roster_imports i
     where i.removed_at is null and i.state not in ('checking', 'applying')
       and exists (select from members m where m.id = any (p_members) and starts_with(m.path, i.path))
       and (not exists (select from roster_import_rows r where r.import_id = i.id)
         or exists (select from roster_import_rows r cross join lateral jsonb_array_elements_text(r.cells) c(value)
                     where r.import_id = i.id and (search_key(c.value) = any (keys) or c.value = any (lines)))));
  delete from roster_import_rows where import_id = any (sent);
  update roster_imports
     set content = null, reading = null, removed_at = p_at, ended_at = coalesce(ended_at, p_at),
         state = case when state in ('mapping', 'checked') then 'cancelled' else state end
   where id = any (sent);
  return done;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'kept_members(uuid[])', 'members_line(uuid[])', 'last_name(integer)', 'answers_for(uuid)', 'kept_record(uuid)', 'own_record()', 'readings_of(uuid)',
    'person_pattern(text, text)', 'without_person(text, text)', 'nameless_row(jsonb)', 'nameless_account(uuid, text, timestamptz)', 'anonymise_members(uuid[], timestamptz)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function kept_members(uuid[]), members_line(uuid[]), kept_record(uuid), own_record(), readings_of(uuid),
    anonymise_members(uuid[], timestamptz) to tn_runtime;
  grant execute on function anonymise_members(uuid[], timestamptz) to tn_system;
end $$;
