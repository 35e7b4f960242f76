-- The paper or the message that a commune typed a team's month from (domain.md 22.1, 22.25): a picture, seen inside the commune alone, kept
-- for twelve months after the month was locked. Apart from `files`, from which nothing is ever removed.
create table team_report_photos (
  id uuid primary key,
  period_id integer not null,
  unit_id integer not null,
  path text collate "C" not null,
  -- how many times the month had been sent or typed when it came; 0: before the first
  submission_no smallint not null,
  position smallint not null,
  mime text not null,
  width smallint not null,
  height smallint not null,
  size integer not null check (size between 1 and 2097152),
  sha256 text not null,
  content bytea,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  removed_at timestamptz,
  foreign key (period_id, unit_id) references team_reports (period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check ((content is null) = (removed_at is not null))
);
create index team_report_photos_report on team_report_photos (period_id, unit_id, position);
create index team_report_photos_path on team_report_photos (path);
create index team_report_photos_unit on team_report_photos (unit_id, path);
create index team_report_photos_kept on team_report_photos (period_id) where removed_at is null;

alter table team_report_events drop constraint team_report_events_verb_check;
alter table team_report_events add constraint team_report_events_verb_check
  check (verb in ('send', 'enter', 'correct', 'return', 'late', 'supplement', 'add_photo', 'remove_photo'));
