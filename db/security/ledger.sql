-- The ledger: filing, totals, and what is published of them. No figure comes from the caller.
-- SECURITY DEFINER and owned by tn_ledger, which has no login and policies of its own.

-- The numeric figures of a filed report: one row per totalled indicator that is present.
-- A typed percent weighs by adults (domain.md 22.15): num = numerator or percent x adults / 100, den = adults.
-- The wording valid on the period's last day (p_on) is the indicator that counts; of local rows those of the province that the
-- report was made under (p_owner): one code may be another row in another province (domain.md 22.19).
drop function if exists report_figures(integer, date, jsonb, jsonb, jsonb);
create or replace function report_figures(p_form integer, p_owner integer, p_on date, p_values jsonb, p_details jsonb, p_denominators jsonb)
returns table (indicator_id integer, num numeric, den numeric)
language sql stable set search_path = public, pg_temp as $$
  select i.id,
         case when i.value_type = 'percent'
              then coalesce((p_details -> i.code ->> 'numerator')::numeric,
                            v.value::numeric * (p_denominators ->> 'adults')::numeric / 100)
              else v.value::numeric end,
         case when i.value_type = 'percent' then (p_denominators ->> 'adults')::numeric else 0 end
    -- unpacked once: asking the values for one code after another takes three times as long
    from jsonb_each(p_values) v
    join indicators i on i.code = v.key and (i.owner_unit_id is null or i.owner_unit_id = p_owner)
    join form_rows r on r.indicator_id = i.id
   where r.form_version_id = p_form and r.totalled and jsonb_typeof(v.value) = 'number'
     and (i.valid_from is null or i.valid_from <= p_on) and (i.valid_to is null or i.valid_to > p_on)
     and (i.value_type <> 'percent' or (p_denominators ->> 'adults')::numeric > 0)
  union all
  -- The share of villages with a team is of the reports that gave both numbers: kept as these two, whatever was rounded of them.
  select i.id, (p_values ->> 'A04')::numeric, (p_values ->> 'A01')::numeric
    from indicators i join form_rows r on r.indicator_id = i.id and r.form_version_id = p_form
   where i.code = 'A05' and i.owner_unit_id is null and jsonb_typeof(p_values -> 'A04') = 'number' and jsonb_typeof(p_values -> 'A01') = 'number'
     and (i.valid_from is null or i.valid_from <= p_on) and (i.valid_to is null or i.valid_to > p_on)
  union all
  -- Beside them: the report itself, and the households and adults behind it, so that a rate counts the same units above and below.
  select i.id, x.num, 0
    from (values ('R00', 1), ('R01', (p_denominators ->> 'households')::numeric), ('R02', (p_denominators ->> 'adults')::numeric)) x(code, num)
    join indicators i on i.owner_unit_id is null and i.code = x.code and i.version = 1
   where x.num is not null
$$;

-- Filing: when a status becomes 'submitted' the draft is copied into the header. No figure comes from the caller.
create or replace function file_report() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare d record;
begin
  -- A resolution that is taken back puts a report as it was; nothing is filed by that.
  if coalesce(current_setting('app.undoing', true), '') = 'on' then return new; end if;
  if new.status = 'submitted' and old.status is distinct from 'submitted' then
    select * into d from report_drafts where report_id = new.id;
    if found then
      new.values := d.values; new.details := d.details; new.nil := d.nil;
    end if;
    select jsonb_build_object('asOf', x.as_of, 'households', x.households, 'population', x.population, 'adults', x.adults,
             'elderly', x.elderly, 'businessHouseholds', x.business_households) into new.denominators
      from unit_denominators x join periods p on p.id = new.period_id
     where x.unit_id = new.unit_id and x.as_of <= p.ends_on order by x.as_of desc limit 1;
    new.teams := team_standing(new.unit_id, new.period_id);
    new.submission_no := old.submission_no + 1;
    new.first_sent_at := coalesce(old.first_sent_at, new.submitted_at);
  end if;
  -- Taken back by the unit itself before anybody had asked for a correction: it has not been sent.
  if new.status = 'draft' and old.status = 'submitted' then new.first_sent_at := null; end if;
  return new;
end $$;

-- Posting: versions are written and the totals move by one summed change per row, in key order.
create or replace function post_reports() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- A path that moves along with its unit moves no figure: a reform touches every report that way.
  -- A difference of sets, not a join: rows in transit have no statistics, and their join would be a loop in a loop.
  if not exists (
    select id, status, submission_no, province_id from new_rows except select id, status, submission_no, province_id from old_rows
  ) then return null; end if;

  insert into report_versions (report_id, submission_no, unit_id, path, nil, values, details, denominators, submitted_by, submitted_at,
    signed_number, signed_on, signed_by, signed_file, teams)
  select n.id, n.submission_no, n.unit_id, n.path, n.nil, n.values, n.details, n.denominators, n.submitted_by,
         -- A version that comes of late figures of a team is of the moment of the consent; the report was sent when it was sent.
         case when n.status = o.status then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) else n.submitted_at end,
         n.signed_number, n.signed_on, n.signed_by, n.signed_file, n.teams
    from new_rows n join old_rows o on o.id = n.id
   where n.submission_no > o.submission_no;

  with change as materialized (
    select n.id as report_id, n.province_id, pu.path, o.province_id as old_province, ou.path as old_path,
           n.period_id, n.form_version_id as form_id, d.ends_on,
           p.submission_no as old_no, p.counted as old_counted,
           case when n.status in ('submitted', 'accepted', 'locked') then n.submission_no end as new_no,
           case n.status when 'submitted' then 'submitted' when 'accepted' then 'accepted' when 'locked' then 'accepted' end as new_counted
      from new_rows n
      join old_rows o on o.id = n.id
      join units pu on pu.id = n.province_id
      join units ou on ou.id = o.province_id
      join periods d on d.id = n.period_id
      left join postings p on p.report_id = n.id
  ), moved as materialized (
    select * from change where old_no is distinct from new_no or old_counted is distinct from new_counted
        or old_no is not null and old_province <> province_id
  ), figures as (
    select c.old_province as province_id, c.old_path as path, c.period_id, f.indicator_id, -1 as sign, f.num, f.den, c.old_counted as counted
      from moved c
      join report_versions v on v.report_id = c.report_id and v.submission_no = c.old_no
      cross join lateral report_figures(c.form_id, c.old_province, c.ends_on, v.values, v.details, v.denominators) f
    union all
    select c.province_id, c.path, c.period_id, f.indicator_id, 1, f.num, f.den, c.new_counted
      from moved c
      join report_versions v on v.report_id = c.report_id and v.submission_no = c.new_no
      cross join lateral report_figures(c.form_id, c.province_id, c.ends_on, v.values, v.details, v.denominators) f
  ), summed as (
    select province_id, path, period_id, indicator_id,
           sum(sign) as sn, sum(sign * num) as snum, sum(sign * den) as sden,
           coalesce(sum(sign) filter (where counted = 'accepted'), 0) as an,
           coalesce(sum(sign * num) filter (where counted = 'accepted'), 0) as anum,
           coalesce(sum(sign * den) filter (where counted = 'accepted'), 0) as aden
      from figures group by 1, 2, 3, 4
  ), posted as (
    insert into postings as p (report_id, submission_no, counted)
    select report_id, new_no, new_counted from moved where new_no is not null
    on conflict (report_id) do update set submission_no = excluded.submission_no, counted = excluded.counted
  ), unposted as (
    delete from postings p using moved c where p.report_id = c.report_id and c.new_no is null
  )
  insert into totals as t
  select province_id, path, period_id, indicator_id, sn, snum, sden, an, anum, aden from summed
   where sn <> 0 or snum <> 0 or sden <> 0 or an <> 0 or anum <> 0 or aden <> 0
   order by period_id, province_id, indicator_id
  on conflict (period_id, province_id, indicator_id) do update set
    submitted_n = t.submitted_n + excluded.submitted_n,
    submitted_num = t.submitted_num + excluded.submitted_num,
    submitted_den = t.submitted_den + excluded.submitted_den,
    accepted_n = t.accepted_n + excluded.accepted_n,
    accepted_num = t.accepted_num + excluded.accepted_num,
    accepted_den = t.accepted_den + excluded.accepted_den;
  return null;
end $$;

-- The totals from the reports, from nothing: aggregate by column first, unpivot by the form's rows after.
-- Gives the same bytes as the moves did, but for rows whose n fell back to 0.
create or replace function rebuild_totals() returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare f record; picks text; sums text; rows text;
begin
  lock table totals, postings in exclusive mode;
  delete from totals;
  delete from postings;
  insert into postings
  select id, submission_no, case status when 'submitted' then 'submitted' else 'accepted' end
    from reports where status in ('submitted', 'accepted', 'locked');
  for f in select distinct form_version_id as id from reports loop
    select (select string_agg(distinct format('%I numeric', c.code), ', ')
              from (select code from form_rows r join indicators x on x.id = r.indicator_id
                     where r.form_version_id = f.id and r.totalled union values ('A04'), ('A01')) c),
           string_agg(case when i.code = 'A05' then format(
             'count("A04" + "A01") as %I, sum("A04") filter (where "A01" is not null) as %I, sum("A01") filter (where "A04" is not null) as %I',
             'n' || i.k, 'm' || i.k, 'd' || i.k)
           when i.percent then format(
             'count(%1$I) filter (where adults > 0) as %2$I, sum(coalesce((v.details -> %3$L ->> ''numerator'')::numeric, %1$I * adults / 100)) filter (where %1$I is not null and adults > 0) as %4$I, sum(adults) filter (where %1$I is not null and adults > 0) as %5$I',
             i.code, 'n' || i.k, i.code, 'm' || i.k, 'd' || i.k)
           else format('count(%1$I) as %2$I, sum(%1$I) as %3$I, 0::numeric as %4$I', i.code, 'n' || i.k, 'm' || i.k, 'd' || i.k) end, ', '),
           string_agg(format('(%2$L, %3$L::boolean, n%1$s, m%1$s, d%1$s)', i.k, i.code, i.percent), ', ')
      into picks, sums, rows
      from (select x.code, x.percent, row_number() over (order by x.code, x.percent) as k
              from (select distinct i.code, i.value_type = 'percent' as percent
                      from form_rows r join indicators i on i.id = r.indicator_id where r.form_version_id = f.id and (r.totalled or i.code = 'A05')) x) i;
    execute format($q$
      insert into totals
      select g.province_id, u.path, g.period_id, i.id,
             sum(x.n), coalesce(sum(x.num), 0), coalesce(sum(x.den), 0),
             coalesce(sum(x.n) filter (where g.accepted), 0),
             coalesce(sum(x.num) filter (where g.accepted), 0),
             coalesce(sum(x.den) filter (where g.accepted), 0)
        from (
          select r.province_id, r.period_id, r.status <> 'submitted' as accepted, count(*) as reports,
                 count(households) as with_households, sum(households) as households, count(adults) as with_adults, sum(adults) as adults_sum, %s
            from reports r
            join report_versions v on v.report_id = r.id and v.submission_no = r.submission_no
            cross join lateral jsonb_to_record(v.values) as c(%s)
            cross join lateral (select (v.denominators ->> 'adults')::numeric as adults, (v.denominators ->> 'households')::numeric as households) a
           where r.form_version_id = %s and r.status in ('submitted', 'accepted', 'locked')
           group by 1, 2, 3
        ) g
        join units u on u.id = g.province_id
        cross join lateral (values
          ('R00', null, g.reports, g.reports::numeric, 0::numeric), ('R01', null, g.with_households, g.households, 0),
          ('R02', null, g.with_adults, g.adults_sum, 0), %s
        ) as x(code, percent, n, num, den)
        join periods d on d.id = g.period_id
        join indicators i on i.code = x.code and (i.owner_unit_id is null or i.owner_unit_id = g.province_id)
         and (x.percent is null or (i.value_type = 'percent') = x.percent
           and exists (select from form_rows r where r.form_version_id = %s and r.indicator_id = i.id and (r.totalled or i.code = 'A05')))
         and (i.valid_from is null or i.valid_from <= d.ends_on) and (i.valid_to is null or i.valid_to > d.ends_on)
       group by 1, 2, 3, 4 having sum(x.n) > 0
      on conflict (period_id, province_id, indicator_id) do update set
        submitted_n = totals.submitted_n + excluded.submitted_n, submitted_num = totals.submitted_num + excluded.submitted_num,
        submitted_den = totals.submitted_den + excluded.submitted_den, accepted_n = totals.accepted_n + excluded.accepted_n,
        accepted_num = totals.accepted_num + excluded.accepted_num, accepted_den = totals.accepted_den + excluded.accepted_den
    $q$, sums, picks, f.id, rows, f.id);
  end loop;
end $$;

-- Accepted figures of closed periods: what any province may see of the others.
create or replace function published_totals(p_periods integer[])
returns table (province_id integer, period_id integer, indicator_id integer, n integer, num numeric, den numeric)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.province_id, t.period_id, t.indicator_id, t.accepted_n, t.accepted_num, t.accepted_den
    from totals t join periods p on p.id = t.period_id
   where t.period_id = any (p_periods) and p.state = 'closed' and t.accepted_n > 0
     and nullif(current_setting('app.person', true), '') is not null
$$;

-- How many communes owed a report in closed months, by province and month: the y of what is published. summary: it files totals only.
drop function if exists published_required(integer[]);
create function published_required(p_periods integer[])
returns table (province_id integer, period_id integer, required integer, summary boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.province_id, o.period_id, count(*) filter (where o.state = 'required')::int, bool_and(o.unit_id = o.province_id)
    from obligations o join periods p on p.id = o.period_id
   where o.period_id = any (p_periods) and p.state = 'closed' and o.moved_by is null
     and nullif(current_setting('app.person', true), '') is not null
   group by 1, 2
$$;

do $$
declare f text;
begin
  foreach f in array array[
    'report_figures(integer, integer, date, jsonb, jsonb, jsonb)',
    'file_report()',
    'post_reports()',
    'rebuild_totals()',
    'published_totals(integer[])',
    'published_required(integer[])'
  ] loop
    execute format('alter function %s owner to tn_ledger', f);
    execute format('revoke execute on function %s from public', f);
  end loop;
  grant execute on function report_figures(integer, integer, date, jsonb, jsonb, jsonb),
    published_totals(integer[]),
    published_required(integer[]) to tn_runtime;
  grant execute on function rebuild_totals(), report_figures(integer, integer, date, jsonb, jsonb, jsonb) to tn_system;
end $$;

drop trigger if exists file_report on reports;
create trigger file_report before update of status on reports for each row execute function file_report();
drop trigger if exists post_reports on reports;
create trigger post_reports after update on reports referencing old table as old_rows new table as new_rows
  for each statement execute function post_reports();
