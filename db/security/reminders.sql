-- What somebody has to send and has not, of every open month, as whoever asks may see it: who is exempt, has sent or was received is not
-- among it, and a team whose commune has sent the month has nothing to add by itself. A report that came back is owed by the day
-- that was given with it. Without settings of its own, so that it is planned with whatever asks it.
create or replace function owed_months()
returns table (kind text, period_id integer, unit_id integer, path text, due_at timestamptz, status text, started boolean)
language sql stable as $$
  select case when o.unit_id = o.province_id then 'province' else 'commune' end, o.period_id, o.unit_id, o.path,
         case when r.status = 'returned' then coalesce(r.resend_due_at, o.due_at) else o.due_at end, r.status, r.id is not null
    from periods p
    join obligations o on o.period_id = p.id and o.state = 'required' and o.moved_by is null
    left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
   where p.state = 'open' and (r.status is null or r.status in ('draft', 'awaiting_leader', 'returned'))
  union all
  select 'team', t.period_id, t.unit_id, t.path,
         case when t.status = 'returned' then coalesce(t.resend_due_at, t.due_at) else t.due_at end, t.status, t.status <> 'none'
    from periods p
    join team_reports t on t.period_id = p.id and t.state = 'required' and t.status in ('none', 'returned')
   where p.state = 'open'
     and not exists (
       select from reports r where r.period_id = t.period_id and r.path = left(t.path, length(t.path) - 8)
          and r.status in ('submitted', 'accepted', 'locked'))
$$;

-- What the caller was reminded of since a day, under whichever of his posts, and whether it is still to be sent: a person with two
-- posts is not told that one half of it is done because he stands in the other.
create or replace function own_reminders(p_since date)
returns table (id uuid, on_day date, seen_at timestamptz, period_id integer, unit_id integer, level text, path text, moment text, due_at timestamptz, open boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with owed as materialized (select w.period_id, w.unit_id from owed_months() w)
  select r.id, r.on_day, r.seen_at, l.period_id, l.unit_id, u.level, u.path, l.moment, l.due_at,
         exists (select from owed w where w.period_id = l.period_id and w.unit_id = l.unit_id)
    from reminders r join reminder_lines l on l.reminder_id = r.id join units u on u.id = l.unit_id
   where r.person_id = nullif(current_setting('app.person', true), '')::uuid and r.on_day >= p_since
$$;
alter function own_reminders(date) owner to tn_ledger;
revoke execute on function own_reminders(date) from public;
grant execute on function own_reminders(date) to tn_runtime;

-- How many people of the caller's province a message to a phone may reach: those who send months, with a number. A count and no more:
-- whose number it is stays with those who keep it.
create or replace function reachable_people()
returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct a.person_id)::int from assignments a
    join persons p on p.id = a.person_id and p.phone is not null
    join accounts c on c.person_id = a.person_id and c.disabled_at is null
   where current_setting('app.unit_level', true) = 'province'
     and a.path >= current_setting('app.read_lo', true) and a.path < current_setting('app.read_hi', true)
     and a.role in ('team_leader', 'commune_officer') and a.valid_to is null
$$;
alter function reachable_people() owner to tn_ledger;
revoke execute on function reachable_people() from public;
grant execute on function reachable_people() to tn_runtime;
