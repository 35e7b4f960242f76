-- A decision on a report filed since holds for what was looked at: so many sendings, and these units going into its own. Of earlier
-- ones nobody knows: they are asked again.
alter table reorganisation_decisions
  add column submission_no smallint not null default 0,
  add column parts integer[] not null default '{}';
alter table reorganisation_decisions alter column submission_no drop default, alter column parts drop default;
-- Which sending a paper belongs to: asked when somebody reads one that another unit keeps.
create index report_versions_signed_file on report_versions (signed_file) where signed_file is not null;
