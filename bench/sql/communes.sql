-- The communes of a province side by side for one month: $1 month, $2 province. The eight figures of the one-screen form in
-- the month, the month before and the same month of last year, straight from the reports, for the communes of today.
with chosen as (
  select id, year * 12 + month as at, ends_on from periods where code = $1
), wanted as materialized (
  select p.id, s.bucket from chosen c
   cross join (values ('now', 0), ('before', 1), ('lastYear', 12)) s(bucket, shift)
    join periods p on p.year * 12 + p.month + s.shift = c.at
)
select r.unit_id as unit, x.code, w.bucket, 1 as n, x.num, 0 as den
  from wanted w
  join reports r on r.period_id = w.id and r.province_id = $2 and r.status in ('submitted', 'accepted', 'locked')
  cross join lateral jsonb_to_record(r.values) as c("C01" numeric, "C02" numeric, "C06" numeric, "T1_01" numeric, "T2_01" numeric,
    "T3_01" numeric, "T4_01" numeric, "T5_01" numeric)
  cross join lateral (values ('C01', c."C01"), ('C02', c."C02"), ('C06', c."C06"), ('T1_01', c."T1_01"), ('T2_01', c."T2_01"),
    ('T3_01', c."T3_01"), ('T4_01', c."T4_01"), ('T5_01', c."T5_01")) x(code, num)
 where x.num is not null
union all
select o.unit_id, v.code, 'required', case when o.state = 'required' or exists (
         select from reports r where r.period_id = o.period_id and r.unit_id = o.unit_id and r.status in ('submitted', 'accepted', 'locked')
       ) then 1 else 0 end, null, null
  from chosen c
  join obligations o on o.period_id = c.id and o.province_id = $2
  join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= current_date and (v.valid_to is null or v.valid_to > current_date)
