-- What the application may ask about units beyond its own rows: villages and teams, flags, rollout.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- A village or a team is opened under a commune by those who may write there; never under one that has ended, whatever its first day.
create or replace function open_unit(p_level text, p_parent integer, p_type text, p_name text, p_full_name text, p_code text, p_from date)
returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare parent_path text; new_id integer;
begin
  if p_level not in ('village', 'team') then raise insufficient_privilege using message = 'units.level'; end if;
  select path into parent_path from units
   where id = p_parent and level = 'commune'
     and path >= current_setting('app.write_lo', true) and path < current_setting('app.write_hi', true)
     and exists (select from unit_versions where unit_id = p_parent and valid_to is null);
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
  if coalesce(current_setting('app.role', true), '') not in ('ministry_admin', 'province_admin') or not exists (
    select from units where id = p_unit
      and path >= current_setting('app.write_lo', true) and path < current_setting('app.write_hi', true)
  ) then raise insufficient_privilege using message = 'units.outside'; end if;
  update unit_flags set valid_to = p_to where unit_id = p_unit and flag = p_flag and valid_from = p_from;
  if not found then
    insert into unit_flags (unit_id, flag, valid_from, valid_to, source) values (p_unit, p_flag, p_from, p_to, p_source);
  end if;
  return true;
end $$;

-- Rollout state and the start of reporting of a province; decided by the ministry. A state that has not begun yet gives way
-- to the one set last, and the one in force lasts until that begins.
create or replace function set_rollout(p_unit integer, p_state text, p_wave smallint, p_from date, p_reporting_from date)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare today date;
begin
  if current_setting('app.role', true) is distinct from 'ministry_admin' or coalesce(current_setting('app.write_hi', true), '') = '' then
    raise insufficient_privilege using message = 'units.ministryOnly';
  end if;
  today := (current_setting('app.now')::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date;
  delete from unit_rollouts where unit_id = p_unit and valid_from > today;
  update unit_rollouts set valid_to = case when valid_from < p_from then p_from end
   where unit_id = p_unit and valid_from <= p_from and (valid_to is null or valid_to > today);
  update unit_rollouts set state = p_state, wave = p_wave where unit_id = p_unit and valid_from = p_from;
  if not found then insert into unit_rollouts (unit_id, state, wave, valid_from) values (p_unit, p_state, p_wave, p_from); end if;
  update province_settings set reporting_from = p_reporting_from where unit_id = p_unit;
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'open_unit(text, integer, text, text, text, text, date)',
    'close_unit(integer, date, text)',
    'set_unit_flag(integer, text, date, date, text)',
    'set_rollout(integer, text, smallint, date, date)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function open_unit(text, integer, text, text, text, text, date),
    close_unit(integer, date, text),
    set_unit_flag(integer, text, date, date, text),
    set_rollout(integer, text, smallint, date, date) to tn_runtime;
end $$;
