-- What the units of a province have on average, for a commune that sees none of the others.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- The communes of the caller's province that have a figure, and their sum: a unit that took in three counts once, over months too.
-- p_months [{id, bucket, whole, last, endsOn}], p_picks [{code, adds, since}]: which months of a bucket count for which figure.
-- p_now: by the units of today, without what nobody can place; else by those of then, of the province that the caller owed each
-- month to (own_provinces), of the provinces p_then (null: all that lie there now). households, adults: of each unit behind the
-- figures once, by its last report that gave them; null where one has none, or where land passed on within a bucket and its heir has
-- not reported since.
create or replace function own_province_units(p_months jsonb, p_picks jsonb, p_accepted boolean, p_now boolean, p_then integer[])
returns table (bucket text, code text, units integer, num numeric, households numeric, adults numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  with own as materialized (
    select u.path, u.path collate "C" as lo, (left(u.path, -1) || '/') collate "C" as hi from units u
     where u.path = left(current_setting('app.read_lo', true), 8) and length(current_setting('app.read_lo', true)) >= 8
       and nullif(current_setting('app.person', true), '') is not null
  ), month as materialized (
    select w.*, min(w."endsOn") over (partition by w.bucket) as first, max(w."endsOn") over (partition by w.bucket) as ends
      from jsonb_to_recordset(p_months) as w(id integer, bucket text, whole boolean, last boolean, "endsOn" date)
  ), pick as materialized (
    select * from jsonb_to_recordset(p_picks) as k(code text, adds boolean, since date)
  ), placed as (
    select m.*, r.unit_id, r.unit_id as home, 1::numeric as share, r.status, r.values, r.denominators
      from own_provinces(array(select id from month)) o
      join units p on p.level = 'province' and starts_with(p.path, o.path)
      join reports r on r.province_id = p.id and r.unit_id <> p.id and r.period_id = o.period_id
      join month m on m.id = r.period_id
     where not p_now and (p_then is null or p.id = any (p_then))
    union all
    select m.*, r.unit_id, r.unit_id, 1, r.status, r.values, r.denominators
      from own join reports r on r.path collate "C" >= own.lo and r.path collate "C" < own.hi and r.unit_id <> r.province_id
      join month m on m.id = r.period_id
     where p_now and not exists (select from unit_homes h where h.unit_id = r.unit_id and m."endsOn" >= h.since and m."endsOn" < h.until)
    union all
    select m.*, r.unit_id, h.home_id, h.share, r.status, r.values, r.denominators
      from own join units u on u.level = 'commune' and u.path collate "C" >= own.lo and u.path collate "C" < own.hi
      join unit_homes h on h.home_id = u.id
      join month m on m."endsOn" >= h.since and m."endsOn" < h.until
      join reports r on r.period_id = m.id and r.unit_id = h.unit_id and r.unit_id <> r.province_id
     where p_now
  ), given as (
    select p.bucket, k.code, p.home, p.unit_id, p."endsOn", p.ends, p.share * (p.values ->> k.code)::numeric as num,
           p.share * (p.denominators ->> 'households')::numeric as households, p.share * (p.denominators ->> 'adults')::numeric as adults,
           (select min(h.until) from unit_homes h where h.unit_id = p.unit_id and p."endsOn" >= h.since and p."endsOn" < h.until) as until
      from placed p join pick k on jsonb_typeof(p.values -> k.code) = 'number' and (k.since is null or p."endsOn" >= k.since)
     where (p.status in ('accepted', 'locked') or p.status = 'submitted' and not p_accepted)
       and case when k.adds then p.whole else p.last end
       -- a unit that takes figures of the later months alone has no sum
       and not (p_now and k.adds and exists (select from unit_doubts d where d.unit_id = p.home and d.effective_on > p.first))
  ), marked as (
    select g.*, g."endsOn" = max(g."endsOn") over (partition by g.bucket, g.code, g.home, g.unit_id) as newest,
           max(g."endsOn") filter (where g.unit_id = g.home) over (partition by g.bucket, g.code, g.home) as own
      from given g
  ), behind as (
    select m.*, m.newest and (m.until is null or m.own is null or m.until > m.own) as stands,
           m.until is null or m.until > m.ends as lasts
      from marked m
  ), one as (
    select bucket, code, home, sum(num) as num,
           case when bool_and(lasts and households is not null) filter (where stands) then sum(households) filter (where stands) end as households,
           case when bool_and(lasts and adults is not null) filter (where stands) then sum(adults) filter (where stands) end as adults
      from behind group by 1, 2, 3
  )
  select bucket, code, count(*)::integer, sum(num), case when count(*) = count(households) then sum(households) end,
         case when count(*) = count(adults) then sum(adults) end
    from one group by 1, 2
$$;

do $$
begin
  alter function own_province_units(jsonb, jsonb, boolean, boolean, integer[]) owner to tn_ledger;
  revoke execute on function own_province_units(jsonb, jsonb, boolean, boolean, integer[]) from public;
  grant execute on function own_province_units(jsonb, jsonb, boolean, boolean, integer[]) to tn_runtime;
end $$;
