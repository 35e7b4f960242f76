-- Agencies and their names in time. Read by everybody; a unit keeps its own, the province helps its communes.
-- SECURITY DEFINER and owned by tn_ledger, as in units.sql.

-- Whether this session may write an agency of that kind at that unit: the ministry's at the nation, a department at its own
-- province, an office at the commune or by the administrator of the province above. Asked by the three functions below alone.
create or replace function may_keep_agency(p_unit integer, p_kind text)
returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (
    select from units u
     where u.id = p_unit
       and u.path >= current_setting('app.write_lo', true) and u.path < current_setting('app.write_hi', true)
       and case p_kind
             when 'ministry' then u.level = 'nation' and current_setting('app.role', true) = 'ministry_admin'
             when 'ministry_department' then u.level = 'nation' and current_setting('app.role', true) = 'ministry_admin'
             when 'department' then u.level = 'province' and current_setting('app.role', true) = 'province_admin'
                                    and u.path = current_setting('app.write_lo', true)
             when 'commune_office' then u.level = 'commune'
                                    and current_setting('app.role', true) in ('province_admin', 'commune_leader', 'commune_officer')
             else false
           end)
$$;

-- An agency is set up with its first name. Two of a kind at one unit on one day are refused by the table.
create or replace function add_agency(
  p_unit integer, p_kind text, p_name text, p_abbreviation text, p_symbol text, p_parent text, p_from date, p_note text
) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare new_id integer;
begin
  if not may_keep_agency(p_unit, p_kind) then raise insufficient_privilege using message = 'agencies.outside'; end if;
  insert into agencies (kind, unit_id) values (p_kind, p_unit) returning id into new_id;
  insert into agency_versions (agency_id, unit_id, kind, name, abbreviation, document_symbol, parent_body, valid_from, note)
  values (new_id, p_unit, p_kind, p_name, p_abbreviation, p_symbol, p_parent, p_from, p_note);
  return new_id;
end $$;

-- Another name from a day on; the first day of the last name puts that name right. False: the agency has ended, or an earlier day.
create or replace function rename_agency(
  p_agency integer, p_name text, p_abbreviation text, p_symbol text, p_parent text, p_from date, p_note text
) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare last agency_versions;
begin
  select * into last from agency_versions where agency_id = p_agency order by valid_from desc limit 1 for update;
  if not found or not may_keep_agency(last.unit_id, last.kind) then
    raise insufficient_privilege using message = 'agencies.outside';
  end if;
  if p_from = last.valid_from then
    update agency_versions set name = p_name, abbreviation = p_abbreviation, document_symbol = p_symbol,
           parent_body = p_parent, note = p_note
     where id = last.id;
    return true;
  end if;
  if last.valid_to is not null or p_from < last.valid_from then return false; end if;
  update agency_versions set valid_to = p_from where id = last.id;
  insert into agency_versions (agency_id, unit_id, kind, name, abbreviation, document_symbol, parent_body, valid_from, note)
  values (p_agency, last.unit_id, last.kind, p_name, p_abbreviation, p_symbol, p_parent, p_from, p_note);
  return true;
end $$;

-- An agency ends on a day (the first it no longer stands); a wrong day is set again. False: its last name began no earlier.
create or replace function end_agency(p_agency integer, p_to date, p_note text)
returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare last agency_versions;
begin
  select * into last from agency_versions where agency_id = p_agency order by valid_from desc limit 1 for update;
  if not found or not may_keep_agency(last.unit_id, last.kind) then
    raise insufficient_privilege using message = 'agencies.outside';
  end if;
  if p_to <= last.valid_from then return false; end if;
  update agency_versions set valid_to = p_to, note = concat_ws('; ', note, p_note) where id = last.id;
  return true;
end $$;

do $$
declare
  f text;
  doors constant text[] := array[
    'add_agency(integer, text, text, text, text, text, date, text)',
    'rename_agency(integer, text, text, text, text, date, text)',
    'end_agency(integer, date, text)'
  ];
begin
  foreach f in array doors || 'may_keep_agency(integer, text)'::text loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  foreach f in array doors loop
    execute format('grant execute on function %s to tn_runtime', f);
  end loop;
end $$;
