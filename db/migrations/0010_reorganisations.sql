-- A resolution that changes units: what it says, what came of it, how it is taken back.
create table reorganisations (
  id uuid primary key default gen_random_uuid(),
  -- whose people keep it
  unit_id integer not null,
  path text collate "C" not null,
  resolution_number text not null,
  issuer text not null,
  effective_on date not null,
  note text,
  file_id uuid references files (id),
  state text not null default 'draft' check (state in ('draft', 'scheduled', 'applied', 'undoing', 'undone')),
  -- it came with the data and was never applied here: there is nothing to take back
  recorded boolean not null default false,
  version integer not null default 0,
  created_by uuid,
  created_at timestamptz not null,
  -- who decided it, or decided to take it back: the job runs under this post
  ordered_by uuid,
  ordered_under uuid references assignments (id),
  ordered_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz,
  undo_reason text,
  -- why the last attempt came to nothing
  failure jsonb,
  unique (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check (state <> 'applied' or applied_at is not null)
);
create index reorganisations_path on reorganisations (path);
create index reorganisations_ordered on reorganisations (effective_on) where state in ('scheduled', 'undoing');

-- One line of it: a merger or a split is as many lines as it has pairs.
create table reorganisation_changes (
  reorganisation_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  line integer not null,
  kind text not null check (kind in ('open', 'close', 'merge', 'split', 'rename', 'retype', 'recode', 'move')),
  -- the unit that it speaks of; of an opening the word by which other lines mean what it opens
  subject_id integer references units (id),
  ref text,
  -- what it goes into, or the parent: one that is there, or one that is opened here
  target_id integer references units (id),
  target_ref text,
  share numeric(9, 8) check (share > 0 and share <= 1),
  level text,
  type text,
  name text,
  code text,
  primary key (reorganisation_id, line),
  foreign key (reorganisation_id, unit_id) references reorganisations (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check ((kind = 'open') = (subject_id is null))
);
create index reorganisation_changes_path on reorganisation_changes (path);
create index reorganisation_changes_subject on reorganisation_changes (subject_id);
create index reorganisation_changes_target on reorganisation_changes (target_id);

-- Of a report that was filed though its unit had ended by then: what a person has decided.
create table reorganisation_decisions (
  reorganisation_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  report_id uuid not null references reports (id),
  decision text not null check (decision in ('note', 'return')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (reorganisation_id, report_id),
  foreign key (reorganisation_id, unit_id) references reorganisations (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index reorganisation_decisions_path on reorganisation_decisions (path);

-- Villages, teams and posts of a unit that was cut: a person says where each belongs now.
create table reorganisation_waits (
  id uuid primary key default gen_random_uuid(),
  reorganisation_id uuid not null references reorganisations (id),
  -- the province that says so
  unit_id integer not null,
  path text collate "C" not null,
  kind text not null check (kind in ('village', 'team', 'post')),
  subject_id integer references units (id),
  assignment_id uuid references assignments (id),
  from_id integer not null references units (id),
  candidates integer[] not null,
  placed_id integer references units (id),
  placed_by uuid,
  placed_at timestamptz,
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check ((kind = 'post') = (assignment_id is not null)),
  check ((kind = 'post') = (subject_id is null))
);
create index reorganisation_waits_path on reorganisation_waits (path);
create index reorganisation_waits_event on reorganisation_waits (reorganisation_id);

-- How far the job has come; written by a second connection while the first one works.
create table reorganisation_runs (
  id uuid primary key default gen_random_uuid(),
  reorganisation_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  action text not null check (action in ('apply', 'undo')),
  state text not null default 'running' check (state in ('running', 'done', 'refused', 'broken')),
  step text,
  done integer not null default 0,
  of integer not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  foreign key (reorganisation_id, unit_id) references reorganisations (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index reorganisation_runs_event on reorganisation_runs (reorganisation_id, started_at);
create index reorganisation_runs_path on reorganisation_runs (path);

-- Every row that applying it has touched, in order: before null = the row was added. Undoing reads it backwards.
create table reorganisation_inverses (
  reorganisation_id uuid not null references reorganisations (id),
  seq bigint generated always as identity,
  table_name text not null,
  row_key jsonb not null,
  before jsonb,
  after jsonb,
  primary key (reorganisation_id, seq)
);
create index reorganisation_inverses_row on reorganisation_inverses (table_name, row_key);

-- What the parts of a new unit had typed or filed for a period that it now files itself: a note beside its own figures
-- (domain.md 6.13).
create table report_parts (
  period_id integer not null references periods (id),
  unit_id integer not null,
  path text collate "C" not null,
  from_id integer not null references units (id),
  report_id uuid not null references reports (id),
  status text not null,
  -- it went wholly into the unit; of a part of it nobody knows which figures
  entire boolean not null,
  nil boolean not null,
  values jsonb not null,
  details jsonb not null,
  denominators jsonb,
  primary key (period_id, unit_id, from_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index report_parts_path on report_parts (path);
create index report_parts_report on report_parts (report_id);

-- The resolution behind a beginning, an end, an edge.
alter table unit_versions
  add column opened_by uuid references reorganisations (id),
  add column closed_by uuid references reorganisations (id);
alter table unit_successions add column reorganisation_id uuid references reorganisations (id);

-- 'noted': filed or begun by a unit that has ended since, for a period that its heir files: kept, counted nowhere.
alter table reports drop constraint reports_status_check;
alter table reports add constraint reports_status_check
  check (status in ('draft', 'awaiting_leader', 'submitted', 'returned', 'accepted', 'locked', 'noted'));

-- An expectation that has moved to the heir, which owes the month instead: kept for whoever takes the resolution back, seen by
-- nobody, counted nowhere.
alter table obligations add column moved_by uuid references reorganisations (id);
