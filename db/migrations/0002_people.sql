-- People, what they may do where and when, and how they sign in.
create table persons (
  id uuid primary key default gen_random_uuid(),
  full_name text not null,
  -- given name first; typed by hand where the pattern does not fit (domain.md section 17)
  sort_name text not null,
  phone text,
  email text,
  unit_id integer not null,
  path text collate "C" not null,
  created_at timestamptz not null default now(),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index persons_path on persons (path);

create table assignments (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references persons (id),
  role text not null,
  unit_id integer not null,
  path text collate "C" not null,
  title text,
  -- work contact of the post, shown where the post is shown (domain.md 22.24)
  holder_name text not null,
  contact_phone text,
  manages_accounts boolean not null default false,
  -- "Giao việc tạm thời": the assignment this one stands in for
  delegated_from uuid references assignments (id),
  valid_from timestamptz not null,
  valid_to timestamptz,
  created_by uuid,
  ended_reason text,
  check (valid_to is null or valid_to >= valid_from),
  check (delegated_from is null or valid_to is not null),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index assignments_person on assignments (person_id);
create index assignments_path on assignments (path);

-- "Cụm xã phụ trách" of a department officer.
create table assignment_areas (
  assignment_id uuid not null references assignments (id),
  unit_id integer not null,
  path text collate "C" not null,
  primary key (assignment_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index assignment_areas_path on assignment_areas (path);

create table accounts (
  person_id uuid primary key references persons (id),
  sign_in_name text not null unique,
  password_hash text,
  epoch integer not null default 1,
  failed_count smallint not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  must_change boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz
);

create table activation_codes (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references persons (id),
  code_hash text not null unique,
  purpose text not null check (purpose in ('activate', 'reset')),
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index activation_codes_person on activation_codes (person_id);
