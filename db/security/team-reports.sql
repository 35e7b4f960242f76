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

do $$
declare f text;
begin
  foreach f in array array['commune_month(integer, integer)', 'hold_commune_month(integer, integer)'] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to tn_runtime', f);
  end loop;
end $$;
