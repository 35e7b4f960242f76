-- The identity function: every transaction of the application begins with it.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- Checks (person, epoch, assignment, now) and sets the transaction's identity. No row: not signed in any more.
-- mode: 'read' opens no write range; 'write' opens it for those who may write; 'sign' also for a province leader.
-- Dropped first: what it answers may grow, and its rights are given again below.
drop function if exists begin_identity(uuid, integer, uuid, timestamptz, text);
create function begin_identity(p_person uuid, p_epoch integer, p_assignment uuid, p_now timestamptz, p_mode text)
returns table (
  person_id uuid, assignment_id uuid, role text, unit_id integer, unit_level text, path text, title text,
  holder_name text, manages_accounts boolean, delegated boolean, must_change boolean, stamps jsonb
)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_row record;
  lo text; high text; write_lo text; write_hi text; heirs integer[];
  taken integer[]; place text;
begin
  -- While a resolution is being applied to units of this province nobody writes there; the job holds the lock exclusively. Taken
  -- before anything else is looked at: what the job has ended by then is seen to have ended.
  if p_mode <> 'read' then
    select left(u.path, 7) into place from assignments a join units u on u.id = a.unit_id where a.id = p_assignment;
    if not pg_try_advisory_xact_lock_shared(7275, coalesce(nullif(place, '')::integer, 0)) then
      raise lock_not_available using message = 'reorganisations.underWay';
    end if;
  end if;

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

  -- The unit has come to lie in another province in between, whose lock is not held: asked again it is.
  if p_mode <> 'read' and left(found_row.path, 7) <> place then
    raise lock_not_available using message = 'reorganisations.underWay';
  end if;

  -- A partner comes by invitation and an operator keeps the machines: neither has a range of units.
  if found_row.role in ('partner', 'system_operator') then lo := ''; high := '';
  else lo := found_row.path; high := found_row.hi; end if;
  write_lo := ''; write_hi := '';
  if (p_mode in ('write', 'sign') and found_row.role not in
        ('ministry_analyst', 'province_leader', 'district_officer', 'auditor', 'partner', 'system_operator'))
     or (p_mode = 'sign' and found_row.role = 'province_leader') then
    write_lo := lo; write_hi := high;
  end if;
  -- A commune reads on in what ended in it, and in what had ended there; who gave a part and stands, or ended elsewhere
  -- later, is nobody else's past.
  if found_row.level = 'commune' then
    with recursive line as (
      select found_row.unit_id as id
      union
      select s.predecessor_id from line l
        join unit_successions s on s.successor_id = l.id and s.effective_on <= (p_now at time zone 'Asia/Ho_Chi_Minh')::date
       where s.effective_on = (select max(coalesce(v.valid_to, 'infinity')) from unit_versions v where v.unit_id = s.predecessor_id)
    )
    select array_agg(id) into heirs from line where id <> found_row.unit_id;
  end if;

  -- What went wholly into it, through however many steps: it answers for what that left unsent or has to correct.
  if found_row.level in ('commune', 'province') then
    with recursive line(id) as (
      select found_row.unit_id
      union
      select s.predecessor_id from unit_successions s join line l on s.successor_id = l.id
       where s.share = 1 and s.confirmed and s.effective_on <= (p_now at time zone 'Asia/Ho_Chi_Minh')::date
         and not exists (select from unit_versions v where v.unit_id = s.predecessor_id and v.valid_to is null)
    )
    select array_agg(id) into taken from line where id <> found_row.unit_id;
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
          set_config('app.delegated', found_row.delegated::text, true),
          set_config('app.history_units', coalesce(heirs::text, ''), true),
          set_config('app.taken_units', coalesce(taken::text, ''), true),
          set_config('app.now', p_now::text, true);
  return query select p_person, p_assignment, found_row.role, found_row.unit_id, found_row.level, found_row.path,
    found_row.title, found_row.holder_name, found_row.manages_accounts, found_row.delegated, found_row.must_change,
    (select jsonb_object_agg(s.key, s.value) from app_state s where s.key in ('forms', 'calendar', 'periods'));
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

do $$
declare f text;
begin
  foreach f in array array[
    'begin_identity(uuid, integer, uuid, timestamptz, text)',
    'own_assignments(uuid, integer, timestamptz)'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function begin_identity(uuid, integer, uuid, timestamptz, text),
    own_assignments(uuid, integer, timestamptz) to tn_runtime;
end $$;
