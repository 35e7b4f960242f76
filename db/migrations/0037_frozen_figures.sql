-- Chốt số liệu (domain.md sections 7 and 8, 22.16): the figures of a period that are published, as they stood at an instant, in numbered
-- revisions. Nothing of a revision ever changes. Figures of a report are not copied: a filed version is kept for ever, a line names it.
create table figure_freezes (
  id uuid primary key default gen_random_uuid(),
  period_id integer not null references periods (id),
  -- whose figures: a province's, or the country's
  unit_id integer not null,
  path text collate "C" not null,
  revision smallint not null check (revision > 0),
  frozen_at timestamptz not null,
  frozen_by uuid not null,
  assignment_id uuid not null references assignments (id),
  reason text,
  -- reports that were accepted, of those that were owed
  required integer not null check (required > 0),
  accepted integer not null check (accepted between 0 and required),
  unique (period_id, unit_id, revision),
  unique (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check (revision = 1 or reason is not null)
);
create index figure_freezes_path on figure_freezes (path);
create index figure_freezes_unit on figure_freezes (unit_id, path);

-- Who owed, and the version that counted: of a province each unit that owed it a report, of the country each province. No version: not
-- accepted at that instant, and no figure of it is 0.
create table frozen_units (
  freeze_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  subject_id integer not null references units (id),
  required integer not null,
  accepted integer not null check (accepted between 0 and required),
  report_id uuid,
  submission_no smallint,
  primary key (freeze_id, subject_id),
  foreign key (freeze_id, unit_id) references figure_freezes (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  foreign key (report_id, submission_no) references report_versions (report_id, submission_no),
  check ((report_id is null) = (submission_no is null))
);
create index frozen_units_path on frozen_units (path);
create index frozen_units_unit on frozen_units (unit_id, path);
create index frozen_units_report on frozen_units (report_id, submission_no);

-- The totals of accepted figures, by province of then: what a percentage weighs may be put right later, so these are kept as they were.
create table frozen_totals (
  freeze_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  province_id integer not null references units (id),
  indicator_id integer not null references indicators (id),
  n integer not null check (n > 0),
  num numeric(24, 3) not null,
  den numeric(24, 3) not null,
  primary key (freeze_id, province_id, indicator_id),
  foreign key (freeze_id, unit_id) references figure_freezes (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index frozen_totals_path on frozen_totals (path);
create index frozen_totals_unit on frozen_totals (unit_id, path);
