-- What the teams of a commune report of a period (domain.md 22.1 to 22.7). Read under whoever asks: its rows are its range.

-- The teams that were a commune's when the period ended, or when they were dissolved in it.
create or replace function teams_of_period(p_commune integer, p_period integer)
returns setof integer
language sql stable set search_path = public, pg_temp as $$
  select v.unit_id from periods p join unit_versions v on v.parent_id = p_commune and v.level = 'team'
   where p.id = p_period and v.valid_from <= p.ends_on and (v.valid_to is null or v.valid_to > p.starts_on)
     and not exists (select from unit_versions n where n.unit_id = v.unit_id and n.valid_from > v.valid_from and n.valid_from <= p.ends_on)
$$;

-- "19/24 Tổ, phủ 20/22 thôn": teams that have sent, of those that owe or have sent; villages that they cover, of all. Null: nobody has sent.
create or replace function team_standing(p_commune integer, p_period integer)
returns jsonb
language sql stable set search_path = public, pg_temp as $$
  with p as materialized (select starts_on, ends_on from periods where id = p_period),
  r as materialized (
    select r.unit_id, r.status, r.state from teams_of_period(p_commune, p_period) t(id)
      join team_reports r on r.period_id = p_period and r.unit_id = t.id
  ), v as materialized (
    select v.unit_id from p join unit_versions v on v.parent_id = p_commune and v.level = 'village'
     where v.valid_from <= p.ends_on and (v.valid_to is null or v.valid_to > p.ends_on)
  )
  select case when exists (select from r where status = 'sent') then jsonb_build_object(
    'sent', (select count(*) from r where status = 'sent'),
    'of', (select count(*) from r where status = 'sent' or state = 'required'),
    'covered', (
      select count(distinct c.village_id) from p, r join team_coverages c on c.team_id = r.unit_id join v on v.unit_id = c.village_id
       where r.status = 'sent' and c.valid_from <= p.ends_on and (c.valid_to is null or c.valid_to > p.starts_on)),
    'villages', (select count(*) from v)) end
$$;

-- The sum of each row over the teams that have sent; a row that nobody said is not there, never a false 0.
create or replace function team_sums(p_commune integer, p_period integer)
returns table (code text, num numeric, n integer)
language sql stable set search_path = public, pg_temp as $$
  select x.key, sum(x.value::text::numeric), count(*)::int
    from teams_of_period(p_commune, p_period) t(id)
    join team_reports r on r.period_id = p_period and r.unit_id = t.id and r.status = 'sent'
    cross join lateral jsonb_each(r.values) x
   where jsonb_typeof(x.value) = 'number' group by 1
$$;

-- Where the report of a commune stands for a period: of the caller's own, of one under him, of the one of the team that asks, which reads
-- nothing of it otherwise and must not send into what has left. No row for whoever has no business there.
create or replace function commune_month(p_commune integer, p_period integer)
returns table (status text, due_at timestamptz, resend_due_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  commune record;
  lo constant text := current_setting('app.read_lo', true);
  hi constant text := current_setting('app.read_hi', true);
begin
  select u.path, u.hi into commune from units u where u.id = p_commune and u.level = 'commune';
  -- Its own, what lies under the caller, and the commune of the team that asks.
  if coalesce(lo, '') = '' and coalesce(hi, '') = '' or commune is null then return; end if;
  if not (commune.path >= lo and commune.path < hi) and not (
    current_setting('app.unit_level', true) = 'team'
    and nullif(current_setting('app.unit', true), '')::integer in (select teams_of_period(p_commune, p_period))
  ) then return; end if;
  return query
    select r.status, o.due_at, r.resend_due_at
      from (select 1) one
      left join reports r on r.unit_id = p_commune and r.period_id = p_period
      left join obligations o on o.unit_id = p_commune and o.period_id = p_period;
end $$;

-- The same row, held until the end of the transaction: it is not proposed or sent while a team's figures come in.
create or replace function hold_commune_month(p_commune integer, p_period integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if coalesce(current_setting('app.write_hi', true), '') = '' then return false; end if;
  perform from commune_month(p_commune, p_period);
  if not found then return false; end if;
  perform from reports where unit_id = p_commune and period_id = p_period for no key update;
  return true;
end $$;

-- Consent to late figures of a team ("Số liệu bổ sung kỳ trước", domain.md 22.6), by whoever receives reports of its commune and did not
-- hand them in or on. The team's month gets a version; so does the commune's report, where the rows of that team and what follows from
-- them move by the difference and the status stays; the totals follow by post_reports. Every figure is read from the rows here.
-- 'done', or why not: 'own', 'answered', 'notSent', 'changed', 'below' (a figure of the commune would be less than none). Null: not his.
create or replace function consent_late_report(p_late uuid, p_version integer) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  asked late_team_reports; team team_reports; report reports; before jsonb; moved jsonb; least numeric; commune integer; full_name text;
  lo constant text := coalesce(current_setting('app.write_lo', true), '');
  hi constant text := coalesce(current_setting('app.write_hi', true), '');
  person constant uuid := nullif(current_setting('app.person', true), '');
  at constant timestamptz := nullif(current_setting('app.now', true), '');
begin
  if hi = '' or person is null or coalesce(current_setting('app.unit_level', true), '') <> 'province'
     or current_setting('app.role', true) not in ('department_leader', 'province_officer', 'province_admin') then return null; end if;
  select l.* into asked from late_team_reports l where l.id = p_late and l.path >= lo and l.path < hi;
  if not found then return null; end if;
  -- The commune that the team was in when the month ended.
  select v.parent_id into commune from unit_versions v join periods p on p.id = asked.period_id
   where v.unit_id = asked.unit_id and v.level = 'team' and v.valid_from <= p.ends_on order by v.valid_from desc limit 1;
  if asked.unit_id not in (select teams_of_period(commune, asked.period_id)) then return null; end if;
  -- Reports are held before anything else is.
  select r.* into report from reports r
   where r.unit_id = commune and r.period_id = asked.period_id and r.path >= lo and r.path < hi for update;
  if not found then return null; end if;
  select t.* into team from team_reports t where t.period_id = asked.period_id and t.unit_id = asked.unit_id for update;
  select l.* into asked from late_team_reports l where l.id = p_late for update;
  if asked.state <> 'asked' then return 'answered'; end if;
  if person = asked.asked_by or person = asked.passed_by then return 'own'; end if;
  if report.status not in ('submitted', 'accepted', 'locked') then return 'notSent'; end if;
  if report.version <> p_version or team.version <> asked.team_version then return 'changed'; end if;

  -- What was returned to the team counted nowhere. Blank before was not there; what was there does not become blank.
  before := case when team.status = 'sent' then team.values else '{}' end;
  if exists (select from jsonb_each(before) b where jsonb_typeof(b.value) = 'number' and jsonb_typeof(asked.values -> b.key) is distinct from 'number')
    then return null; end if;
  select coalesce(jsonb_object_agg(x.code, x.num), '{}'), min(x.num) into moved, least
    from (select i.code, coalesce((report.values ->> i.code)::numeric, 0) + v.value::numeric - coalesce((before ->> i.code)::numeric, 0) as num
            from jsonb_each(asked.values) v
            join indicators i on i.code = v.key and (i.owner_unit_id is null or i.owner_unit_id = report.province_id)
            join form_rows f on f.indicator_id = i.id and f.form_version_id = report.form_version_id and f.entered_by = 'village'
            join periods p on p.id = report.period_id
           where jsonb_typeof(v.value) = 'number' and i.value_type = 'count' and i.kind <> 'derived'
             and (i.valid_from is null or i.valid_from <= p.ends_on) and (i.valid_to is null or i.valid_to > p.ends_on)
             and before -> i.code is distinct from v.value) x;
  if least < 0 then return 'below'; end if;
  -- What follows from them: the sum of what is present (server/forms/rules.ts, `formulas`).
  select moved || coalesce(jsonb_object_agg(d.code, d.num), '{}') into moved
    from (select s.code, sum((w.value #>> '{}')::numeric) as num
            from (values ('C05', array['T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'])) s(code, parts)
            join indicators i on i.code = s.code and i.owner_unit_id is null
            join form_rows f on f.indicator_id = i.id and f.form_version_id = report.form_version_id
            cross join lateral jsonb_each(report.values || moved) w
           where moved ?| s.parts and w.key = any (s.parts) and jsonb_typeof(w.value) = 'number' group by 1) d;

  update team_reports set status = 'sent', version = version + 1, submission_no = submission_no + 1, nil = asked.nil, values = asked.values,
         source = asked.source, sent_at = asked.asked_at, first_sent_at = coalesce(first_sent_at, asked.asked_at),
         return_reason = null, return_cells = null, resend_due_at = null
   where period_id = team.period_id and unit_id = team.unit_id;
  insert into team_report_versions (period_id, unit_id, path, submission_no, nil, values, source, at)
  values (team.period_id, team.unit_id, team.path, team.submission_no + 1, asked.nil, asked.values, asked.source, at);
  insert into team_report_events (period_id, unit_id, path, verb, submission_no, reason, at)
  values (team.period_id, team.unit_id, team.path, 'supplement', team.submission_no + 1, asked.reason, at);
  update late_team_reports set state = 'consented', answered_by = person, answered_at = at where id = asked.id;

  -- A paper that an earlier version was sent by stays with that version.
  update reports set values = values || moved, nil = nil and not exists (select from jsonb_each(moved) m where m.value <> '0'),
         version = version + 1, submission_no = submission_no + 1, teams = team_standing(report.unit_id, report.period_id),
         signed_number = null, signed_on = null, signed_by = null, signed_file = null
   where id = report.id;
  -- Given back one day, it begins with what was filed.
  update report_drafts set values = values || moved, nil = nil and not exists (select from jsonb_each(moved) m where m.value <> '0')
   where report_id = report.id;
  select v.full_name into full_name from unit_versions v join periods p on p.id = report.period_id
   where v.unit_id = team.unit_id and v.valid_from <= p.ends_on order by v.valid_from desc limit 1;
  insert into report_events (report_id, unit_id, path, verb, from_status, to_status, submission_no, at, person_id, assignment_id, reason)
  values (report.id, report.unit_id, report.path, 'supplement', report.status, report.status, report.submission_no + 1, at, person,
    nullif(current_setting('app.assignment', true), '')::uuid, full_name || ': ' || asked.reason);
  return 'done';
end $$;

do $$
declare f text;
begin
  foreach f in array array['commune_month(integer, integer)', 'hold_commune_month(integer, integer)', 'consent_late_report(uuid, integer)'] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to tn_runtime', f);
  end loop;
end $$;
