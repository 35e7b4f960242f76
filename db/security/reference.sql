-- What everybody reads and the ministry alone keeps: figures of the past, forms, the calendar.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- ── Figures of the past ───────────────────────────────────────────────────────────────────────────────────────────
-- Published headline figures with date and source (domain.md 22.17), imported by the ministry's administrator. The same
-- figure from the same source again is a correction; the audit log keeps what stood before.
create or replace function add_headline(
  p_unit integer, p_measure text, p_as_of date, p_value bigint, p_approximate boolean, p_source text
) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) is distinct from 'ministry_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
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

-- One that was entered wrongly is taken away again; the audit log keeps it. False: it is not there any more.
create or replace function remove_headline(p_id integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) is distinct from 'ministry_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
    raise insufficient_privilege using message = 'comparisons.headlines';
  end if;
  delete from headline_figures where id = p_id;
  return found;
end $$;
alter function remove_headline(integer) owner to tn_ledger;
revoke execute on function remove_headline(integer) from public;
grant execute on function remove_headline(integer) to tn_runtime;

-- ── Stamps ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The stamps of the forms, of the calendar and of the periods: another one after any change of what they are made of, so that
-- the application may keep what it has read (server/kept.ts). begin_identity tells them. Random, because a change that is
-- rolled back must not leave a stamp to be met again.
create or replace function keep_stamp() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into app_state (key, value) values (tg_argv[0], to_jsonb(gen_random_uuid()))
  on conflict (key) do update set value = excluded.value;
  return null;
end $$;
alter function keep_stamp() owner to tn_ledger;
revoke execute on function keep_stamp() from public;

do $$
declare t text; key text;
begin
  for t, key in values ('forms', 'forms'), ('form_versions', 'forms'), ('form_rows', 'forms'), ('form_rules', 'forms'),
    ('indicators', 'forms'), ('indicator_sources', 'forms'), ('calendar_days', 'calendar'), ('periods', 'periods') loop
    execute format('drop trigger if exists stamp on %I', t);
    execute format('create trigger stamp after insert or update or delete or truncate on %I for each statement execute function keep_stamp(%L)', t, key);
    insert into app_state (key, value) values (key, to_jsonb(gen_random_uuid())) on conflict do nothing;
  end loop;
end $$;
drop function if exists stamp_forms();

-- ── Calendar ──────────────────────────────────────────────────────────────────────────────────────────────────────
-- A holiday, a swapped day or a made-up day (domain.md 22.10) is set or, with no kind, taken away by the ministry. Days
-- that are over stay as they were: what fell due by them has fallen due.
create or replace function set_calendar_day(p_day date, p_kind text, p_name text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('app.role', true) is distinct from 'ministry_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
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
