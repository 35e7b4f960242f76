-- Figures of a team that arrive after its commune has sent the month ("Số liệu bổ sung kỳ trước", domain.md 22.6): they wait until the
-- level above consents, and then correct that team's line and the commune's report by the difference. Never part of the next month.
create table late_team_reports (
  id uuid primary key default gen_random_uuid(),
  period_id integer not null,
  unit_id integer not null,
  path text collate "C" not null,
  -- held: the team's, until its commune hands it on; asked: waits for the level above; closed: the commune's report is being corrected
  state text not null check (state in ('held', 'asked', 'consented', 'refused', 'withdrawn', 'taken', 'closed')),
  -- version of the team's month that it corrects: when that has changed it corrects nothing any more
  team_version integer not null,
  nil boolean not null,
  values jsonb not null,
  source text not null check (source in ('team', 'zalo', 'paper', 'phone', 'meeting')),
  reason text not null,
  -- persons are compared: nobody consents to what he handed in or on
  asked_by uuid not null,
  asked_at timestamptz not null,
  passed_by uuid,
  passed_at timestamptz,
  answered_by uuid,
  answered_at timestamptz,
  answer text,
  foreign key (period_id, unit_id) references team_reports (period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check (state = 'held' or state in ('withdrawn', 'taken', 'closed') or passed_by is not null),
  check ((state in ('held', 'asked')) = (answered_at is null)),
  check ((state = 'refused') = (answer is not null))
);
create index late_team_reports_report on late_team_reports (period_id, unit_id, asked_at);
create index late_team_reports_path on late_team_reports (path);
create index late_team_reports_unit on late_team_reports (unit_id, path);
-- One at a time for a team and month.
create unique index late_team_reports_open on late_team_reports (period_id, unit_id) where state in ('held', 'asked');

alter table team_report_events drop constraint team_report_events_verb_check;
alter table team_report_events add constraint team_report_events_verb_check
  check (verb in ('send', 'enter', 'correct', 'return', 'late', 'supplement'));
