-- The identity function, the ledger functions, and what the application may ask of them.
-- All are SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- Checks (person, epoch, assignment, now) and sets the transaction's identity. No row: not signed in any more.
-- mode: 'read' opens no write range; 'write' opens it for those who may write; 'sign' also for a province leader.
create or replace function begin_identity(p_person uuid, p_epoch integer, p_assignment uuid, p_now timestamptz, p_mode text)
returns table (
  person_id uuid, assignment_id uuid, role text, unit_id integer, unit_level text, path text, title text,
  holder_name text, manages_accounts boolean, delegated boolean, must_change boolean
)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_row record;
  lo text; high text; write_lo text; write_hi text; heirs integer[];
begin
  select a.id, a.role, a.unit_id, u.level, u.path, u.hi, a.title, a.holder_name, a.manages_accounts,
         a.delegated_from is not null as delegated, c.must_change
    into found_row
    from assignments a
    join accounts c on c.person_id = a.person_id
    join units u on u.id = a.unit_id
   where a.id = p_assignment and a.person_id = p_person and c.epoch = p_epoch and c.disabled_at is null
     and a.valid_from <= p_now and (a.valid_to is null or a.valid_to > p_now)
     -- a stand-in ends with the post it stands in for
     and (a.delegated_from is null or exists (
       select from assignments s where s.id = a.delegated_from and s.valid_from <= p_now and (s.valid_to is null or s.valid_to > p_now)));
  if not found then return; end if;

  -- A partner comes by invitation and an operator keeps the machines: neither has a range of units.
  if found_row.role in ('partner', 'system_operator') then lo := ''; high := '';
  else lo := found_row.path; high := found_row.hi; end if;
  write_lo := ''; write_hi := '';
  if (p_mode in ('write', 'sign') and found_row.role not in
        ('ministry_analyst', 'province_leader', 'district_officer', 'auditor', 'partner', 'system_operator'))
     or (p_mode = 'sign' and found_row.role = 'province_leader') then
    write_lo := lo; write_hi := high;
  end if;
  if found_row.level = 'commune' then
    with recursive line as (
      select s.predecessor_id from unit_successions s where s.successor_id = found_row.unit_id and s.effective_on <= p_now::date
      union
      select s.predecessor_id from unit_successions s join line l on s.successor_id = l.predecessor_id
    )
    select array_agg(predecessor_id) into heirs from line;
  end if;

  perform set_config('app.person', p_person::text, true),
          set_config('app.assignment', p_assignment::text, true),
          set_config('app.role', found_row.role, true),
          set_config('app.unit', found_row.unit_id::text, true),
          set_config('app.unit_level', found_row.level, true),
          set_config('app.read_lo', lo, true),
          set_config('app.read_hi', high, true),
          set_config('app.write_lo', write_lo, true),
          set_config('app.write_hi', write_hi, true),
          -- names are seen on one's own level and one below
          set_config('app.name_depth', (length(found_row.path) + 8)::text, true),
          set_config('app.manages_accounts', found_row.manages_accounts::text, true),
          set_config('app.history_units', coalesce(heirs::text, ''), true),
          set_config('app.now', p_now::text, true);
  return query select p_person, p_assignment, found_row.role, found_row.unit_id, found_row.level, found_row.path,
    found_row.title, found_row.holder_name, found_row.manages_accounts, found_row.delegated, found_row.must_change;
end $$;

-- The posts a signed-in person may act under now. Asked before an assignment is chosen.
create or replace function own_assignments(p_person uuid, p_epoch integer, p_now timestamptz)
returns table (assignment_id uuid, role text, unit_id integer, delegated boolean, valid_to timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.role, a.unit_id, a.delegated_from is not null, a.valid_to
    from assignments a join accounts c on c.person_id = a.person_id
   where a.person_id = p_person and c.epoch = p_epoch and c.disabled_at is null
     and a.valid_from <= p_now and (a.valid_to is null or a.valid_to > p_now)
     -- a stand-in ends with the post it stands in for
     and (a.delegated_from is null or exists (
       select from assignments s where s.id = a.delegated_from and s.valid_from <= p_now and (s.valid_to is null or s.valid_to > p_now)))
   order by a.valid_from, a.id
$$;

-- The numeric figures of a filed report: one row per totalled indicator that is present.
-- A typed percent weighs by adults (domain.md 22.15): num = numerator or percent x adults / 100, den = adults.
-- The wording valid on the period's last day (p_on) is the indicator that counts.
create or replace function report_figures(p_form integer, p_on date, p_values jsonb, p_details jsonb, p_denominators jsonb)
returns table (indicator_id integer, num numeric, den numeric)
language sql stable set search_path = public, pg_temp as $$
  select i.id,
         case when i.value_type = 'percent'
              then coalesce((p_details -> i.code ->> 'numerator')::numeric,
                            v.value::numeric * (p_denominators ->> 'adults')::numeric / 100)
              else v.value::numeric end,
         case when i.value_type = 'percent' then (p_denominators ->> 'adults')::numeric else 0 end
    -- unpacked once: asking the values for one code after another takes three times as long
    from jsonb_each(p_values) v
    join indicators i on i.code = v.key
    join form_rows r on r.indicator_id = i.id
   where r.form_version_id = p_form and r.totalled and jsonb_typeof(v.value) = 'number'
     and (i.valid_from is null or i.valid_from <= p_on) and (i.valid_to is null or i.valid_to > p_on)
     and (i.value_type <> 'percent' or (p_denominators ->> 'adults')::numeric > 0)
  union all
  -- Beside them: the report itself, and the households and adults behind it, so that a rate counts the same units above and below.
  select i.id, x.num, 0
    from (values ('R00', 1), ('R01', (p_denominators ->> 'households')::numeric), ('R02', (p_denominators ->> 'adults')::numeric)) x(code, num)
    join indicators i on i.owner_unit_id is null and i.code = x.code and i.version = 1
   where x.num is not null
$$;

-- Filing: when a status becomes 'submitted' the draft is copied into the header. No figure comes from the caller.
create or replace function file_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare d record;
begin
  if new.status = 'submitted' and old.status is distinct from 'submitted' then
    select * into d from report_drafts where report_id = new.id;
    if found then
      new.values := d.values; new.details := d.details; new.nil := d.nil;
    end if;
    select jsonb_build_object('asOf', x.as_of, 'households', x.households, 'population', x.population, 'adults', x.adults,
             'elderly', x.elderly, 'businessHouseholds', x.business_households) into new.denominators
      from unit_denominators x join periods p on p.id = new.period_id
     where x.unit_id = new.unit_id and x.as_of <= p.ends_on order by x.as_of desc limit 1;
    new.submission_no := old.submission_no + 1;
    new.first_sent_at := coalesce(old.first_sent_at, new.submitted_at);
  end if;
  -- Taken back by the unit itself before anybody had asked for a correction: it has not been sent.
  if new.status = 'draft' and old.status = 'submitted' then new.first_sent_at := null; end if;
  return new;
end $$;

-- Posting: versions are written and the totals move by one summed change per row, in key order.
create or replace function post_reports() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_by, submitted_at)
  select n.id, n.submission_no, n.unit_id, n.path, n.nil, n.values, n.details, n.denominators, n.submitted_by, n.submitted_at
    from new_rows n join old_rows o on o.id = n.id
   where n.submission_no > o.submission_no;

  with change as materialized (
    select n.id as report_id, n.province_id, pu.path, n.period_id, n.form_version_id as form_id, d.ends_on,
           p.submission_no as old_no, p.counted as old_counted,
           case when n.status in ('submitted', 'accepted', 'locked') then n.submission_no end as new_no,
           case n.status when 'submitted' then 'submitted' when 'accepted' then 'accepted' when 'locked' then 'accepted' end as new_counted
      from new_rows n
      join units pu on pu.id = n.province_id
      join periods d on d.id = n.period_id
      left join postings p on p.report_id = n.id
  ), moved as materialized (
    select * from change where old_no is distinct from new_no or old_counted is distinct from new_counted
  ), figures as (
    select c.province_id, c.path, c.period_id, f.indicator_id, -1 as sign, f.num, f.den, c.old_counted as counted
      from moved c
      join report_versions v on v.report_id = c.report_id and v.submission_no = c.old_no
      cross join lateral report_figures(c.form_id, c.ends_on, v.values, v.details, v.denominators) f
    union all
    select c.province_id, c.path, c.period_id, f.indicator_id, 1, f.num, f.den, c.new_counted
      from moved c
      join report_versions v on v.report_id = c.report_id and v.submission_no = c.new_no
      cross join lateral report_figures(c.form_id, c.ends_on, v.values, v.details, v.denominators) f
  ), summed as (
    select province_id, path, period_id, indicator_id,
           sum(sign) as sn, sum(sign * num) as snum, sum(sign * den) as sden,
           coalesce(sum(sign) filter (where counted = 'accepted'), 0) as an,
           coalesce(sum(sign * num) filter (where counted = 'accepted'), 0) as anum,
           coalesce(sum(sign * den) filter (where counted = 'accepted'), 0) as aden
      from figures group by 1, 2, 3, 4
  ), posted as (
    insert into postings as p (report_id, submission_no, counted)
    select report_id, new_no, new_counted from moved where new_no is not null
    on conflict (report_id) do update set submission_no = excluded.submission_no, counted = excluded.counted
  ), unposted as (
    delete from postings p using moved c where p.report_id = c.report_id and c.new_no is null
  )
  insert into totals as t
  select province_id, path, period_id, indicator_id, sn, snum, sden, an, anum, aden from summed
   where sn <> 0 or snum <> 0 or sden <> 0 or an <> 0 or anum <> 0 or aden <> 0
   order by period_id, province_id, indicator_id
  on conflict (period_id, province_id, indicator_id) do update set
    submitted_n = t.submitted_n + excluded.submitted_n,
    submitted_num = t.submitted_num + excluded.submitted_num,
    submitted_den = t.submitted_den + excluded.submitted_den,
    accepted_n = t.accepted_n + excluded.accepted_n,
    accepted_num = t.accepted_num + excluded.accepted_num,
    accepted_den = t.accepted_den + excluded.accepted_den;
  return null;
end $$;

-- The totals from the reports, from nothing: aggregate by column first, unpivot by the form's rows after.
-- Gives the same bytes as the moves did, but for rows whose n fell back to 0.
create or replace function rebuild_totals() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare f record; picks text; sums text; rows text;
begin
  lock table totals, postings in exclusive mode;
  delete from totals;
  delete from postings;
  insert into postings
  select id, submission_no, case status when 'submitted' then 'submitted' else 'accepted' end
    from reports where status in ('submitted', 'accepted', 'locked');
  for f in select distinct form_version_id as id from reports loop
    select string_agg(format('%I numeric', i.code), ', '),
           string_agg(case when i.percent then format(
             'count(%1$I) filter (where adults > 0) as %2$I, sum(coalesce((v.details -> %3$L ->> ''numerator'')::numeric, %1$I * adults / 100)) filter (where %1$I is not null and adults > 0) as %4$I, sum(adults) filter (where %1$I is not null and adults > 0) as %5$I',
             i.code, 'n' || i.k, i.code, 'm' || i.k, 'd' || i.k)
           else format('count(%1$I) as %2$I, sum(%1$I) as %3$I, 0::numeric as %4$I', i.code, 'n' || i.k, 'm' || i.k, 'd' || i.k) end, ', '),
           string_agg(format('(%2$L, n%1$s, m%1$s, d%1$s)', i.k, i.code), ', ')
      into picks, sums, rows
      from (select i.code, bool_or(i.value_type = 'percent') as percent, min(r.position) as k
              from form_rows r join indicators i on i.id = r.indicator_id
             where r.form_version_id = f.id and r.totalled group by i.code) i;
    execute format($q$
      insert into totals
      select g.province_id, u.path, g.period_id, i.id,
             sum(x.n), coalesce(sum(x.num), 0), coalesce(sum(x.den), 0),
             coalesce(sum(x.n) filter (where g.accepted), 0),
             coalesce(sum(x.num) filter (where g.accepted), 0),
             coalesce(sum(x.den) filter (where g.accepted), 0)
        from (
          select r.province_id, r.period_id, r.status <> 'submitted' as accepted, count(*) as reports,
                 count(households) as with_households, sum(households) as households, count(adults) as with_adults, sum(adults) as adults_sum, %s
            from reports r
            join report_versions v on v.report_id = r.id and v.submission_no = r.submission_no
            cross join lateral jsonb_to_record(v.values) as c(%s)
            cross join lateral (select (v.denominators ->> 'adults')::numeric as adults, (v.denominators ->> 'households')::numeric as households) a
           where r.form_version_id = %s and r.status in ('submitted', 'accepted', 'locked')
           group by 1, 2, 3
        ) g
        join units u on u.id = g.province_id
        cross join lateral (values
          ('R00', g.reports, g.reports::numeric, 0::numeric), ('R01', g.with_households, g.households, 0),
          ('R02', g.with_adults, g.adults_sum, 0), %s
        ) as x(code, n, num, den)
        join periods d on d.id = g.period_id
        join indicators i on i.owner_unit_id is null and i.code = x.code
         and (i.valid_from is null or i.valid_from <= d.ends_on) and (i.valid_to is null or i.valid_to > d.ends_on)
       group by 1, 2, 3, 4 having sum(x.n) > 0
      on conflict (period_id, province_id, indicator_id) do update set
        submitted_n = totals.submitted_n + excluded.submitted_n, submitted_num = totals.submitted_num + excluded.submitted_num,
        submitted_den = totals.submitted_den + excluded.submitted_den, accepted_n = totals.accepted_n + excluded.accepted_n,
        accepted_num = totals.accepted_num + excluded.accepted_num, accepted_den = totals.accepted_den + excluded.accepted_den
    $q$, sums, picks, f.id, rows);
  end loop;
end $$;

-- Accepted figures of closed periods: what any province may see of the others.
create or replace function published_totals(p_periods integer[])
returns table (province_id integer, period_id integer, indicator_id integer, n integer, num numeric, den numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.province_id, t.period_id, t.indicator_id, t.accepted_n, t.accepted_num, t.accepted_den
    from totals t join periods p on p.id = t.period_id
   where t.period_id = any (p_periods) and p.state = 'closed' and t.accepted_n > 0
     and nullif(current_setting('app.person', true), '') is not null
$$;

-- How many communes owed a report in closed months, by province: the y of what is published. summary: it files totals only.
create or replace function published_required(p_periods integer[])
returns table (province_id integer, required integer, summary boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.province_id, count(*) filter (where o.state = 'required')::int, bool_and(o.unit_id = o.province_id)
    from obligations o join periods p on p.id = o.period_id
   where o.period_id = any (p_periods) and p.state = 'closed'
     and nullif(current_setting('app.person', true), '') is not null
   group by 1
$$;

-- A commune beside its province: n, num, den of the province the caller stands under, what it came from included.
drop function if exists own_province_totals(integer[]);
create or replace function own_province_totals(p_periods integer[], p_accepted boolean)
returns table (period_id integer, indicator_id integer, n integer, num numeric, den numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.period_id, t.indicator_id,
         sum(case when p_accepted then t.accepted_n else t.submitted_n end)::int,
         sum(case when p_accepted then t.accepted_num else t.submitted_num end),
         sum(case when p_accepted then t.accepted_den else t.submitted_den end)
    from totals t
   where t.period_id = any (p_periods) and length(current_setting('app.read_lo', true)) >= 8
     and starts_with(t.path, left(current_setting('app.read_lo', true), 8))
   group by 1, 2 having sum(case when p_accepted then t.accepted_n else t.submitted_n end) > 0
$$;

-- A village or a team is opened under a commune by those who may write there.
create or replace function open_unit(p_level text, p_parent integer, p_type text, p_name text, p_full_name text, p_code text, p_from date)
returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare parent_path text; new_id integer;
begin
  if p_level not in ('village', 'team') then raise insufficient_privilege using message = 'units.level'; end if;
  select path into parent_path from units
   where id = p_parent and level = 'commune'
     and path >= current_setting('app.write_lo', true) and path < current_setting('app.write_hi', true);
  if not found then raise insufficient_privilege using message = 'units.outside'; end if;
  new_id := nextval(pg_get_serial_sequence('units', 'id'));
  insert into units (id, level, path) values (new_id, p_level, parent_path || lpad(new_id::text, 7, '0') || '.');
  insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from)
  values (new_id, p_level, p_parent, p_name, p_full_name, p_type, p_code, p_from);
  return new_id;
end $$;

-- A village or a team ends on a day; nothing is deleted.
create or replace function close_unit(p_unit integer, p_to date, p_note text)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update unit_versions v set valid_to = p_to, note = p_note
    from units u
   where u.id = p_unit and v.unit_id = u.id and v.valid_to is null and v.valid_from < p_to and u.level in ('village', 'team')
     and u.path >= current_setting('app.write_lo', true) and u.path < current_setting('app.write_hi', true);
  return found;
end $$;

-- A dated flag begins or ends; decided by the province or the ministry.
create or replace function set_unit_flag(p_unit integer, p_flag text, p_from date, p_to date, p_source text)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.unit_level', true) not in ('nation', 'province') or not exists (
    select from units where id = p_unit
      and path >= current_setting('app.write_lo', true) and path < current_setting('app.write_hi', true)
  ) then raise insufficient_privilege using message = 'units.outside'; end if;
  update unit_flags set valid_to = p_to where unit_id = p_unit and flag = p_flag and valid_from = p_from;
  if not found then
    insert into unit_flags (unit_id, flag, valid_from, valid_to, source) values (p_unit, p_flag, p_from, p_to, p_source);
  end if;
  return true;
end $$;

-- Rollout state and the start of reporting of a province; decided by the ministry.
create or replace function set_rollout(p_unit integer, p_state text, p_wave smallint, p_from date, p_reporting_from date)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) <> 'ministry_admin' or current_setting('app.write_hi', true) = '' then
    raise insufficient_privilege using message = 'units.ministryOnly';
  end if;
  update unit_rollouts set valid_to = p_from where unit_id = p_unit and valid_to is null and valid_from < p_from;
  update unit_rollouts set state = p_state, wave = p_wave where unit_id = p_unit and valid_from = p_from;
  if not found then insert into unit_rollouts (unit_id, state, wave, valid_from) values (p_unit, p_state, p_wave, p_from); end if;
  update province_settings set reporting_from = p_reporting_from where unit_id = p_unit;
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'begin_identity(uuid, integer, uuid, timestamptz, text)', 'own_assignments(uuid, integer, timestamptz)',
    'report_figures(integer, date, jsonb, jsonb, jsonb)', 'file_report()', 'post_reports()', 'rebuild_totals()',
    'published_totals(integer[])', 'published_required(integer[])', 'own_province_totals(integer[], boolean)',
    'open_unit(text, integer, text, text, text, text, date)', 'close_unit(integer, date, text)',
    'set_unit_flag(integer, text, date, date, text)', 'set_rollout(integer, text, smallint, date, date)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function begin_identity(uuid, integer, uuid, timestamptz, text), own_assignments(uuid, integer, timestamptz),
    published_totals(integer[]), published_required(integer[]), own_province_totals(integer[], boolean), open_unit(text, integer, text, text, text, text, date),
    close_unit(integer, date, text), set_unit_flag(integer, text, date, date, text),
    set_rollout(integer, text, smallint, date, date), report_figures(integer, date, jsonb, jsonb, jsonb) to tn_runtime;
  grant execute on function rebuild_totals(), report_figures(integer, date, jsonb, jsonb, jsonb) to tn_system;
end $$;

drop trigger if exists file_report on reports;
create trigger file_report before update on reports for each row execute function file_report();
drop trigger if exists post_reports on reports;
create trigger post_reports after update on reports referencing old table as old_rows new table as new_rows
  for each statement execute function post_reports();

-- ── Accounts ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- The runtime login has no grant on accounts and codes: whoever keeps the accounts of a unit asks these functions.

-- Whether the caller's post keeps accounts: an administrator of people, or "Quản lý tài khoản cấp xã" (server/auth/permissions.ts).
create or replace function keeps_accounts() returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(current_setting('app.role', true) in ('ministry_admin', 'province_admin', 'commune_leader')
    or (current_setting('app.role', true) in ('province_officer', 'commune_officer')
        and current_setting('app.manages_accounts', true) = 'true'), false)
$$;

-- Posts on the caller's own level that he may give; below his level every post follows from his range.
create or replace function peer_posts() returns text[]
language sql stable set search_path = public, pg_temp as $$
  select case current_setting('app.role', true)
    when 'ministry_admin' then array['ministry_admin', 'ministry_analyst', 'auditor', 'system_operator']
    when 'province_admin' then array['province_leader', 'department_leader', 'province_admin', 'province_officer', 'auditor', 'partner']
    when 'commune_leader' then array['commune_officer', 'partner']
    when 'commune_officer' then array['commune_officer']
    else array[]::text[] end
$$;

-- An account belongs to whoever keeps the accounts of the person's own unit, there or one level above, never to the person himself.
-- p_whole: every post he holds must lie in the range too, so that a new password opens nothing that the caller could not give.
create or replace function may_manage_account(p_person uuid, p_lo text, p_hi text, p_whole boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select keeps_accounts() and p_hi <> '' and p_person <> nullif(current_setting('app.person', true), '')::uuid
    and exists (
      select from persons p where p.id = p_person and p.path >= p_lo and p.path < p_hi
        and length(p.path) <= current_setting('app.name_depth', true)::integer)
    and not exists (
      select from assignments a
       where a.person_id = p_person and (a.valid_to is null or a.valid_to > current_setting('app.now', true)::timestamptz)
         and case
           when a.path < p_lo or a.path >= p_hi then p_whole
           when length(a.path) > length(p_lo) or a.role = any (peer_posts()) then false
           -- the caller's own post, lent for a time
           else a.delegated_from is null or a.role <> current_setting('app.role', true) end)
$$;

-- How the accounts stand of people whom the caller sees; nothing for whoever keeps no accounts.
create or replace function account_states(p_persons uuid[])
returns table (
  person_id uuid, sign_in_name text, activated boolean, locked_until timestamptz, disabled boolean,
  last_sign_in_at timestamptz, unlockable boolean, manageable boolean
)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.person_id, c.sign_in_name, c.password_hash is not null,
         case when c.locked_until > current_setting('app.now', true)::timestamptz then c.locked_until end,
         c.disabled_at is not null, c.last_sign_in_at,
         may_manage_account(c.person_id, current_setting('app.read_lo', true), current_setting('app.read_hi', true), false),
         may_manage_account(c.person_id, current_setting('app.read_lo', true), current_setting('app.read_hi', true), true)
    from accounts c
    join persons p on p.id = c.person_id
   where c.person_id = any (p_persons) and keeps_accounts()
     and p.path >= current_setting('app.read_lo', true) and p.path < current_setting('app.read_hi', true)
     and length(p.path) <= current_setting('app.name_depth', true)::integer
$$;

-- Who signs in under these names, wherever he belongs: the id alone, for whoever may give posts.
create or replace function persons_by_sign_in_names(p_names text[])
returns table (sign_in_name text, person_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.sign_in_name, c.person_id from accounts c
   where c.sign_in_name = any (p_names) and keeps_accounts() and current_setting('app.read_hi', true) <> ''
$$;

-- Accounts of people just entered, each with the name he signs in by; the password comes with the first code.
create or replace function open_accounts(p_persons uuid[], p_names text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from unnest(p_persons) as x(id)
     where not may_manage_account(x.id, current_setting('app.write_lo', true), current_setting('app.write_hi', true), true)
  ) then raise insufficient_privilege using message = 'people.notYours'; end if;
  insert into accounts (person_id, sign_in_name, created_at)
  select x.id, x.name, current_setting('app.now', true)::timestamptz from unnest(p_persons, p_names) as x(id, name);
end $$;

-- One-time codes of 72 hours. A new one ends those before it; only its sha256 is kept.
create or replace function issue_codes(p_persons uuid[], p_hashes text[])
returns table (person_id uuid, purpose text, expires_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  at constant timestamptz := current_setting('app.now', true)::timestamptz;
begin
  if exists (
    select from unnest(p_persons) as x(id)
     where not may_manage_account(x.id, current_setting('app.write_lo', true), current_setting('app.write_hi', true), true)
  ) then raise insufficient_privilege using message = 'people.notYours'; end if;
  update activation_codes k set expires_at = at
   where k.person_id = any (p_persons) and k.used_at is null and k.expires_at > at;
  return query
    insert into activation_codes as k (person_id, code_hash, purpose, created_by, created_at, expires_at)
    select c.person_id, x.hash, case when c.password_hash is null then 'activate' else 'reset' end,
           current_setting('app.person', true)::uuid, at, at + interval '72 hours'
      from unnest(p_persons, p_hashes) as x(id, hash) join accounts c on c.person_id = x.id
    returning k.person_id, k.purpose, k.expires_at;
end $$;

-- Wrong passwords are forgotten; the level above unlocks (domain.md 22.21).
create or replace function unlock_account(p_person uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not may_manage_account(p_person, current_setting('app.write_lo', true), current_setting('app.write_hi', true), false) then
    raise insufficient_privilege using message = 'people.notYours';
  end if;
  update accounts set failed_count = 0, locked_until = null where person_id = p_person;
  return found;
end $$;

-- Disabling ends every sign-in at once: the epoch of the tokens moves. Enabling opens no old token again.
create or replace function set_account_state(p_person uuid, p_disabled boolean) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not may_manage_account(p_person, current_setting('app.write_lo', true), current_setting('app.write_hi', true), true) then
    raise insufficient_privilege using message = 'people.notYours';
  end if;
  update accounts
     set disabled_at = case when p_disabled then current_setting('app.now', true)::timestamptz end,
         epoch = epoch + 1, failed_count = 0, locked_until = null
   where person_id = p_person and (disabled_at is not null) <> p_disabled;
  return found;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'keeps_accounts()', 'peer_posts()', 'may_manage_account(uuid, text, text, boolean)', 'account_states(uuid[])',
    'persons_by_sign_in_names(text[])', 'open_accounts(uuid[], text[])', 'issue_codes(uuid[], text[])',
    'unlock_account(uuid)', 'set_account_state(uuid, boolean)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function peer_posts(), account_states(uuid[]), persons_by_sign_in_names(text[]), open_accounts(uuid[], text[]),
    issue_codes(uuid[], text[]), unlock_account(uuid), set_account_state(uuid, boolean) to tn_runtime;
end $$;

-- ── Figures of the past ───────────────────────────────────────────────────────────────────────────────────────────
-- Published headline figures with date and source (domain.md 22.17), imported by the ministry's administrator. The same
-- figure from the same source again is a correction; the audit log keeps what stood before.
create or replace function add_headline(
  p_unit integer, p_measure text, p_as_of date, p_value bigint, p_approximate boolean, p_source text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) <> 'ministry_admin' or current_setting('app.write_hi', true) = '' then
    raise insufficient_privilege using message = 'comparisons.headlines';
  end if;
  insert into headline_figures (unit_id, measure, as_of, value, approximate, source)
  values (p_unit, p_measure, p_as_of, p_value, p_approximate, p_source)
  on conflict (unit_id, measure, as_of, source) do update set value = excluded.value, approximate = excluded.approximate;
  return true;
end $$;
alter function add_headline(integer, text, date, bigint, boolean, text) owner to tn_ledger;
revoke execute on function add_headline(integer, text, date, bigint, boolean, text) from public;
grant execute on function add_headline(integer, text, date, bigint, boolean, text) to tn_runtime;

-- ── Forms ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The stamp of the forms: another one after any change of what a form is made of, so that the application may keep a form
-- it has read (server/forms/queries.ts). Random, because a change that is rolled back must not leave a stamp to be met again.
create or replace function stamp_forms() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into app_state (key, value) values ('forms', to_jsonb(gen_random_uuid()))
  on conflict (key) do update set value = excluded.value;
  return null;
end $$;
alter function stamp_forms() owner to tn_ledger;
revoke execute on function stamp_forms() from public;

do $$
declare t text;
begin
  foreach t in array array['forms', 'form_versions', 'form_rows', 'form_rules', 'indicators', 'indicator_sources'] loop
    execute format('drop trigger if exists stamp on %I', t);
    execute format('create trigger stamp after insert or update or delete on %I for each statement execute function stamp_forms()', t);
  end loop;
end $$;

-- ── Calendar ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- A holiday, a swapped day or a made-up day (domain.md 22.10) is set or, with no kind, taken away by the ministry. Days
-- that are over stay as they were: what fell due by them has fallen due.
create or replace function set_calendar_day(p_day date, p_kind text, p_name text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) <> 'ministry_admin' or current_setting('app.write_hi', true) = '' then
    raise insufficient_privilege using message = 'calendar.manage';
  end if;
  if p_day < current_setting('app.now', true)::timestamptz::date then return false; end if;
  if p_kind is null then
    delete from calendar_days where on_day = p_day;
  else
    insert into calendar_days (on_day, kind, name) values (p_day, p_kind, p_name)
    on conflict (on_day) do update set kind = excluded.kind, name = excluded.name;
  end if;
  return true;
end $$;
alter function set_calendar_day(date, text, text) owner to tn_ledger;
revoke execute on function set_calendar_day(date, text, text) from public;
grant execute on function set_calendar_day(date, text, text) to tn_runtime;
