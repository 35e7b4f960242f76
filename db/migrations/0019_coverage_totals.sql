-- The share of villages with a team (A05) stands in the totals: villages covered and all villages, of the reports that gave both.
-- What was filed until now is added here. The owner sees reports for this alone; the policies are in force again at the end.
do $$
declare t text;
  tables constant text[] := array['reports', 'report_versions', 'postings', 'periods', 'units', 'indicators', 'form_rows', 'totals'];
begin
  foreach t in array tables loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into totals (province_id, path, period_id, indicator_id, submitted_n, submitted_num, submitted_den, accepted_n, accepted_num, accepted_den)
  select r.province_id, u.path, r.period_id, i.id, count(*), sum(x.num), sum(x.den), count(*) filter (where p.counted = 'accepted'),
         coalesce(sum(x.num) filter (where p.counted = 'accepted'), 0), coalesce(sum(x.den) filter (where p.counted = 'accepted'), 0)
    from postings p
    join reports r on r.id = p.report_id
    join report_versions v on v.report_id = p.report_id and v.submission_no = p.submission_no
    join periods d on d.id = r.period_id
    join units u on u.id = r.province_id
    join indicators i on i.code = 'A05' and i.owner_unit_id is null
     and (i.valid_from is null or i.valid_from <= d.ends_on) and (i.valid_to is null or i.valid_to > d.ends_on)
    join form_rows f on f.form_version_id = r.form_version_id and f.indicator_id = i.id
    cross join lateral (select (v.values ->> 'A04')::numeric as num, (v.values ->> 'A01')::numeric as den) x
   where jsonb_typeof(v.values -> 'A04') = 'number' and jsonb_typeof(v.values -> 'A01') = 'number'
   group by 1, 2, 3, 4;
  foreach t in array tables loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
