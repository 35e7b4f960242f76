-- The communes of a province side by side for one month: $1 month, $2 province, $3 indicator codes. Figures of the month,
-- of the month before and of the year before, straight from the reports, for the communes of today.
with chosen as (
  select id, year * 12 + month as at, ends_on from periods where code = $1
), wanted as materialized (
  select p.id, s.bucket from chosen c
   cross join (values ('now', 0), ('before', 1), ('lastYear', 12)) s(bucket, shift)
    join periods p on p.year * 12 + p.month + s.shift = c.at
), pick as materialized (
  select code, value_type = 'percent' as percent from indicators where owner_unit_id is null and code = any ($3)
), base as materialized (
  select r.unit_id, r.values, r.details, (r.denominators ->> 'adults')::numeric as adults, w.bucket
    from wanted w
    join reports r on r.period_id = w.id and r.province_id = $2 and r.status in ('submitted', 'accepted', 'locked')
)
select b.unit_id as unit, k.code, b.bucket, 1 as n,
       case when k.percent then coalesce((b.details -> k.code ->> 'numerator')::numeric, x.value * b.adults / 100) else x.value end as num,
       case when k.percent then b.adults else 0 end as den
  from base b
  cross join pick k
  cross join lateral (select b.values -> k.code as found) f
  cross join lateral (select case when jsonb_typeof(f.found) = 'number' then f.found::numeric end as value) x
 where x.value is not null and (not k.percent or b.adults > 0)
union all
select o.unit_id, v.code, 'required', case when o.state = 'required' or exists (
         select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ('submitted', 'accepted', 'locked')
       ) then 1 else 0 end, null, null
  from chosen c
  join obligations o on o.period_id = c.id and o.province_id = $2
  join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= current_date and (v.valid_to is null or v.valid_to > current_date)
