-- Provinces of today side by side: $1 first and $2 last month, $3 indicator codes (without wording of their own days).
-- Sums of what was sent per province, indicator and range (the months, those before, those a year ago), and who owed.
with month as (
  select id, year * 12 + month as at, code from periods
), span as (
  select min(at) as lo, max(at) as hi from month where code in ($1, $2)
), wanted as materialized (
  select m.id, s.bucket, m.at + s.shift = r.hi as last, s.bucket = 'now' or count(*) over (partition by s.bucket) = r.hi - r.lo + 1 as whole
    from span r
    cross join lateral (values ('now', 0), ('before', r.hi - r.lo + 1), ('lastYear', 12)) s(bucket, shift)
    join month m on m.at + s.shift between r.lo and r.hi
), pick as materialized (
  select id, code, code = 'R00' or kind <> 'stock' and value_type <> 'percent' as adds from indicators
   where owner_unit_id is null and (code = any ($3) or code = 'R00')
), home as materialized (
  select predecessor_id, successor_id from unit_successions
   where share = 1 and confirmed and predecessor_id in (select unit_id from unit_versions where level = 'province')
)
select coalesce(h.successor_id, t.province_id) as unit, k.code, w.bucket, sum(t.submitted_n)::int as n, sum(t.submitted_num) as num,
       sum(t.submitted_den) as den, sum(t.accepted_n)::int as accepted
  from totals t
  join wanted w on w.id = t.period_id
  join pick k on k.id = t.indicator_id and (k.adds and w.whole or not k.adds and w.last)
  left join home h on h.predecessor_id = t.province_id
 where t.period_id = any (array(select id from wanted)) and t.indicator_id = any (array(select id from pick)) and t.submitted_n > 0
 group by 1, 2, 3
union all
select coalesce(h.successor_id, o.province_id), '', 'required', sum(o.n)::int, null, null, null
  from (
    select province_id, count(*) as n from obligations
     where period_id = any (array(select id from wanted where bucket = 'now')) and state = 'required' group by 1
    union all
    select o.province_id, 1 from obligations o
      join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ('submitted', 'accepted', 'locked')
     where o.period_id = any (array(select id from wanted where bucket = 'now')) and o.state = 'exempt'
  ) o
  left join home h on h.predecessor_id = o.province_id
 group by 1
