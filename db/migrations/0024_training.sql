-- "Tập huấn, bồi dưỡng": what is taught, when, who came, who finished (domain.md 6.8; Công văn 2251/BTTTT-CĐSQG).

-- The catalogue: courses of the nation, of a province, of a commune.
create table courses (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  code text not null check (code = btrim(code) and code <> ''),
  name text not null check (name = btrim(name) and name <> ''),
  audience text not null check (audience in ('officers', 'members', 'citizens')),
  -- on a platform of the State (MOOCs, Bình dân học vụ số): counts for B04, and for B05 where it is for officers
  official boolean not null default false,
  link text,
  -- the same course for another audience
  version_of uuid references courses (id),
  -- those on a roster by then finish by this day; who comes later, by the end of the quarter in which he came
  due_on date,
  starts_on date,
  ends_on date,
  -- the document that asks for it
  basis text,
  created_by uuid,
  created_at timestamptz not null,
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  unique (unit_id, code),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index courses_path on courses (path);

create table course_modules (
  course_id uuid not null references courses (id),
  position smallint not null check (position > 0),
  unit_id integer not null,
  path text collate "C" not null,
  name text not null check (name = btrim(name) and name <> ''),
  primary key (course_id, position),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index course_modules_path on course_modules (path);

-- A class or a sitting of the unit that organises it. It counts in the period in which its last day lies.
create table training_sessions (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  title text not null check (title = btrim(title) and title <> ''),
  course_id uuid references courses (id),
  modules smallint[] not null default '{}',
  starts_on date not null,
  ends_on date not null,
  starts_at text check (starts_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  ends_at text check (ends_at ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  mode text not null check (mode in ('in_person', 'online', 'blended')),
  place text,
  link text,
  organiser text not null check (organiser in ('ministry', 'department', 'district', 'commune', 'union', 'firm', 'school', 'other')),
  partners text[] not null default '{}',
  audience text not null check (audience in ('officers', 'members', 'citizens')),
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  -- 'YYYY-MM': on the topic of that month, which the ministry sets
  topic_month text check (topic_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  cancelled_reason text,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  check (ends_on >= starts_on),
  check ((state = 'cancelled') = (cancelled_reason is not null)),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index training_sessions_path on training_sessions (path, ends_on);
create index training_sessions_day on training_sessions (ends_on);

-- Who came, by name: known in the commune alone. `unit_id` is his team of then, `commune_id` its commune of then.
create table attendances (
  session_id uuid not null references training_sessions (id),
  member_id uuid not null references members (id),
  unit_id integer not null,
  path text collate "C" not null,
  commune_id integer not null references units (id),
  created_by uuid,
  created_at timestamptz not null,
  primary key (session_id, member_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index attendances_path on attendances (path);
create index attendances_commune on attendances (commune_id, session_id);
create index attendances_member on attendances (member_id);

-- How many came from a commune, where nobody's names are kept. Names, once there are any, count in its place.
create table attendance_counts (
  session_id uuid not null references training_sessions (id),
  unit_id integer not null,
  path text collate "C" not null,
  people integer not null check (people >= 0),
  women integer check (women >= 0),
  recorded_by uuid,
  recorded_at timestamptz not null,
  primary key (session_id, unit_id),
  check (women <= people),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index attendance_counts_path on attendance_counts (path);

-- Who finished a course or a module of it. A member who leaves has finished all the same (domain.md 22.13).
create table completions (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references members (id),
  course_id uuid not null references courses (id),
  -- null: the whole course
  module smallint,
  unit_id integer not null,
  path text collate "C" not null,
  commune_id integer not null references units (id),
  completed_on date not null,
  source text not null check (source in ('platform', 'certificate', 'typed')),
  created_by uuid,
  created_at timestamptz not null,
  unique nulls not distinct (member_id, course_id, module),
  foreign key (course_id, module) references course_modules (course_id, position),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index completions_path on completions (path);
create index completions_commune on completions (commune_id, completed_on);

-- Officials of a commune who finished a course for officers: somebody with a post here, or a number of others.
create table officer_completions (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  course_id uuid not null references courses (id),
  person_id uuid references persons (id),
  people integer not null default 1 check (people > 0),
  completed_on date not null,
  source text not null check (source in ('platform', 'certificate', 'typed')),
  created_by uuid,
  created_at timestamptz not null,
  check (person_id is null or people = 1),
  unique (person_id, course_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index officer_completions_path on officer_completions (path, completed_on);
