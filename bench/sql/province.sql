-- A province's list of a month: $1 month, $2 province, $3 the reader's post. With every unit what it owes, its report, the
-- contact of its post, and the figures that its unusual ones are told from: of a report to be received, its own, those of
-- the three months before and of the year before.
with month as materialized (
  select id, starts_on, ends_on, year, month from periods where code = $1
), before as materialized (
  select array(select id from periods where starts_on < (select starts_on from month) order by starts_on desc limit 3) as ids,
         (select p.id from periods p, month m where p.year = m.year - 1 and p.month = m.month) as last_year
)
select o.unit_id as unit, v.code, v.full_name as name, o.state, o.due_at, r.id as report, r.version, r.status, r.submission_no,
       r.nil, r.submitted_at, r.first_sent_at, c.holder_name, c.contact_phone, c.role,
       exists (select from assignment_areas x where x.assignment_id = $3 and x.unit_id = o.unit_id) as mine,
       case when r.status = 'submitted' then r.values end as values,
       case when r.status = 'submitted' then r.details end as details,
       case when r.status = 'submitted' then r.denominators end as denominators,
       case when r.status = 'submitted' then
         array(select h.values from reports h where h.unit_id = o.unit_id and h.period_id = any (b.ids) and h.submission_no > 0) end as previous,
       case when r.status = 'submitted' then
         (select y.values from reports y where y.unit_id = o.unit_id and y.period_id = b.last_year and y.submission_no > 0) end as last_year
  from month m
  cross join before b
  join obligations o on o.period_id = m.id and o.province_id = $2 and o.unit_id <> $2
  join unit_versions v on v.unit_id = o.unit_id and v.valid_from <= m.ends_on and (v.valid_to is null or v.valid_to > m.ends_on)
  left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id
  left join lateral (
    select c.holder_name, c.contact_phone, c.role from assignments c
     where c.unit_id = o.unit_id and c.role in ('commune_officer', 'commune_leader', 'province_admin')
       and c.valid_from <= now() and (c.valid_to is null or c.valid_to > now())
     order by c.role <> 'commune_officer', c.contact_phone is null, c.valid_from limit 1
  ) c on true
 order by v.code
