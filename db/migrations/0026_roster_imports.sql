-- Rosters that come in as files: what was sent, what each row comes to, and how far the job is (domain.md 6.2 and section 12).

-- `content` and the rows hold personal data: they go 30 days after the end, or when whoever sent them says so.
create table roster_imports (
  id uuid primary key,
  unit_id integer not null,
  path text collate "C" not null,
  person_id uuid not null references persons (id),
  -- the post under which it is checked
  assignment_id uuid not null references assignments (id),
  -- who ordered it to be applied, and the post under which that is done
  ordered_by uuid references persons (id),
  ordered_under uuid references assignments (id),
  file_name text not null,
  sha256 text not null,
  content bytea,
  state text not null default 'checking' check (state in ('checking', 'mapping', 'checked', 'applying', 'done', 'cancelled', 'failed')),
  step text,
  done integer not null default 0,
  "of" integer not null default 0,
  -- how often the job has begun without coming to an end
  attempts smallint not null default 0,
  cancel_asked boolean not null default false,
  -- what the uploader has said: columns, which unit a word means, whether the right rows go in alone
  options jsonb not null default '{}',
  -- what the file was taken for
  reading jsonb,
  summary jsonb,
  -- of all verdicts together: what is applied is what was shown
  mark text,
  failure text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  removed_at timestamptz,
  foreign key (unit_id, path) references units (id, path) on update cascade,
  unique (id, unit_id)
);
create index roster_imports_path on roster_imports (path, created_at);
create index roster_imports_under_way on roster_imports (created_at) where state in ('checking', 'applying');

create table roster_import_rows (
  import_id uuid not null,
  place integer not null,
  unit_id integer not null,
  path text collate "C" not null,
  sheet smallint not null,
  line integer not null,
  cells jsonb not null,
  verdict text not null check (verdict in ('wrong', 'duplicate', 'new', 'changed', 'unchanged')),
  -- what is said of it: problems by column, old and new values, who it may be
  said jsonb not null,
  -- of a possible duplicate: 'another', 'member:<id>' or 'row:<place>'
  choice text,
  primary key (import_id, place),
  foreign key (import_id, unit_id) references roster_imports (id, unit_id) on delete cascade,
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index roster_import_rows_verdict on roster_import_rows (import_id, verdict, place);
create index roster_import_rows_path on roster_import_rows (path);

-- What the columns of a set of headers mean in a unit, said by a person once.
create table column_mappings (
  unit_id integer not null,
  path text collate "C" not null,
  headers text not null,
  columns jsonb not null,
  person_id uuid not null,
  said_at timestamptz not null,
  primary key (unit_id, headers),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index column_mappings_path on column_mappings (path);
