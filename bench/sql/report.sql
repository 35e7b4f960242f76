-- A month's report as its own unit opens it to type: $1 month, $2 unit. The draft with the figures of the registers, what is
-- owed, the form as the month uses it, the months before and last year's, the calendar, and all that has happened.
with month as materialized (
  select * from periods where code = $1
), own as materialized (
  select r.id, r.status, r.version, r.form_version_id, r.province_id, d.values, d.details, d.nil
    from reports r left join report_drafts d on d.report_id = r.id
   where r.unit_id = $2 and r.period_id = (select id from month)
), registered as materialized (
  select least((select ends_on from month), current_date) as on_day
), village as materialized (
  select v.unit_id from unit_versions v, registered g
   where v.parent_id = $2 and v.level = 'village' and v.valid_from <= g.on_day and (v.valid_to is null or v.valid_to > g.on_day)
), team as materialized (
  select t.unit_id, t.level from teams t, registered g
   where t.commune_id = $2 and t.founded_on <= g.on_day and (t.dissolved_on is null or t.dissolved_on > g.on_day)
)
select o.status, o.version, o.values, o.details, o.nil,
       (select json_build_object('state', x.state, 'dueAt', x.due_at) from obligations x where x.unit_id = $2 and x.period_id = (select id from month)) as owed,
       (select json_agg(json_build_array(i.code, i.name_vi, i.name_en, i.short_vi, i.short_en, i.unit_vi, i.unit_en, i.definition_vi,
                 i.definition_en, i.value_type, i.kind, i.each_once, i.task, i.pillar, f.section, f.entered_by, f.required, f.position,
                 coalesce((select s.source from indicator_sources s where s.indicator_id = i.id and s.valid_from <= m.ends_on order by s.valid_from desc limit 1), 'manual'))
               order by f.position)
          from month m, form_rows f join indicators i on i.id = f.indicator_id
         where f.form_version_id = o.form_version_id and (i.valid_from is null or i.valid_from <= m.ends_on) and (i.valid_to is null or i.valid_to > m.ends_on)) as rows,
       (select json_agg(json_build_array(code, severity, kind, params) order by position) from form_rules where form_version_id = o.form_version_id) as rules,
       (select json_agg(json_build_array(p.code, r.values) order by p.starts_on desc)
          from month m, periods p
          left join reports r on r.period_id = p.id and r.unit_id = $2 and r.status in ('submitted', 'accepted', 'locked', 'returned')
         where p.id in (select id from periods where starts_on < m.starts_on order by starts_on desc limit 3)
            or (p.year = m.year - 1 and p.month = m.month)) as history,
       (select json_build_object('asOf', x.as_of, 'households', x.households, 'population', x.population, 'adults', x.adults, 'elderly', x.elderly,
                 'businessHouseholds', x.business_households)
          from unit_denominators x, month m where x.unit_id = $2 and x.as_of <= m.ends_on order by x.as_of desc limit 1) as denominators,
       (select json_agg(json_build_array(e.verb, e.at, a.holder_name, a.role, e.reason) order by e.id)
          from report_events e left join assignments a on a.id = e.assignment_id where e.report_id = o.id) as events,
       (select json_agg(json_build_array(on_day, kind) order by on_day) from calendar_days) as days,
       (select json_agg(json_build_array(v.unit_id, v.full_name) order by v.unit_id) from unit_versions v
         where v.unit_id in ($2, o.province_id) and v.valid_from <= current_date and (v.valid_to is null or v.valid_to > current_date)) as names,
       (select count(*)::int from village) as a01,
       (select count(*)::int from team where level = 'commune') as a02,
       (select count(*)::int from team where level = 'village') as a03,
       (select count(distinct c.village_id)::int from team_coverages c, registered g
         where c.team_id in (select unit_id from team) and c.village_id in (select unit_id from village)
           and c.valid_from <= g.on_day and (c.valid_to is null or c.valid_to > g.on_day)) as a04
  from own o
