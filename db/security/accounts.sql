-- Accounts and one-time codes.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.
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
-- p_whole: every post he holds must lie in the range too, so that a new password opens nothing that the caller could not give;
-- and nobody gives by a post that is lent to him: what he gives would outlast the loan.
create or replace function may_manage_account(p_person uuid, p_lo text, p_hi text, p_whole boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select keeps_accounts() and p_hi <> '' and not (p_whole and coalesce(current_setting('app.delegated', true), '') = 'true')
    and p_person <> nullif(current_setting('app.person', true), '')::uuid
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

-- A code opens what its person held when it was issued: another post ends it, or whoever issued it would hold a key to that.
create or replace function end_codes() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare at constant timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
begin
  update activation_codes k set expires_at = at
    from new_rows n where k.person_id = n.person_id and k.used_at is null and k.expires_at > at and k.created_at < at;
  return null;
end $$;
drop trigger if exists end_codes on assignments;
create trigger end_codes after insert on assignments referencing new table as new_rows
  for each statement execute function end_codes();

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
    'end_codes()', 'unlock_account(uuid)', 'set_account_state(uuid, boolean)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function peer_posts(), account_states(uuid[]), persons_by_sign_in_names(text[]), open_accounts(uuid[], text[]),
    issue_codes(uuid[], text[]), unlock_account(uuid), set_account_state(uuid, boolean) to tn_runtime;
end $$;
