-- What each team reports of a period (domain.md 22.1 to 22.7). The obligation below the commune is the team's, not the village's:
-- one row per team and period since the period opened, sent by the team or typed for it by its commune ("nhập hộ").
create table team_reports (
  period_id integer not null references periods (id),
  unit_id integer not null references teams (unit_id),
  path text collate "C" not null,
  state text not null default 'required' check (state in ('required', 'exempt')),
  exempt_reason text check (exempt_reason in ('first_period', 'dissolved')),
  due_at timestamptz not null,
  base_due_at timestamptz not null,
  status text not null default 'none' check (status in ('none', 'sent', 'returned')),
  version integer not null default 0,
  submission_no smallint not null default 0,
  nil boolean not null default false,
  -- by code of the period's form; absent: not reported, 0: none
  values jsonb not null default '{}',
  -- how it came: from the team itself, or told to the commune by message, on paper, by phone, at a meeting
  source text check (source in ('team', 'zalo', 'paper', 'phone', 'meeting')),
  first_sent_at timestamptz,
  sent_at timestamptz,
  returned_at timestamptz,
  return_reason text,
  -- per row: { code: reason }
  return_cells jsonb,
  resend_due_at timestamptz,
  primary key (period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check ((state = 'exempt') = (exempt_reason is not null)),
  check ((status = 'none') = (submission_no = 0)),
  check ((submission_no = 0) = (first_sent_at is null)),
  check ((status = 'returned') = (return_reason is not null))
);
create index team_reports_period_path on team_reports (period_id, path);
create index team_reports_unit on team_reports (unit_id, path);

-- Everything that was ever sent or typed for a team; nothing is overwritten.
create table team_report_versions (
  period_id integer not null,
  unit_id integer not null,
  path text collate "C" not null,
  submission_no smallint not null,
  nil boolean not null,
  values jsonb not null,
  source text not null,
  at timestamptz not null,
  primary key (period_id, unit_id, submission_no),
  foreign key (period_id, unit_id) references team_reports (period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index team_report_versions_path on team_report_versions (path);
create index team_report_versions_unit on team_report_versions (unit_id, path);

-- Who sent, typed, corrected or returned it, who told the commune and why: names, known inside the commune.
create table team_report_events (
  id bigint generated always as identity primary key,
  period_id integer not null,
  unit_id integer not null,
  path text collate "C" not null,
  verb text not null check (verb in ('send', 'enter', 'correct', 'return')),
  submission_no smallint not null,
  reason text,
  cells jsonb,
  told_by text,
  told_on date,
  person_id uuid,
  person_name text,
  at timestamptz not null,
  foreign key (period_id, unit_id) references team_reports (period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index team_report_events_report on team_report_events (period_id, unit_id, id);
create index team_report_events_path on team_report_events (path);
create index team_report_events_unit on team_report_events (unit_id, path);

-- The reports of the teams are a register too: from a month on they fill what villages enter in the commune's report.
alter table register_starts drop constraint register_starts_register_check;
alter table register_starts add constraint register_starts_register_check check (register in ('training', 'teams'));

-- How many teams stand behind what was sent, of how many, and how much of the commune they cover: { sent, of, covered, villages }.
alter table reports add column teams jsonb;
alter table report_versions add column teams jsonb;
