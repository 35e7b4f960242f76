-- The log of a team ("nhật ký hoạt động", domain.md 6.4): the source of counts. No citizen's name stands in it.

-- "Đơn vị phối hợp": enterprises and unions that work with the teams (S003-20), a register of a commune or a province.
create table partners (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  name text not null check (name = btrim(name) and name <> ''),
  kind text not null check (kind in ('union', 'telecom', 'post', 'bank', 'digital_firm', 'school', 'health', 'police', 'other')),
  closed_on date,
  created_by uuid,
  created_at timestamptz not null,
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index partners_path on partners (path);
create unique index partners_name on partners (unit_id, lower(name)) where closed_on is null;

-- A programme that activities belong to: "Bình dân học vụ số" of the nation, a campaign of a province or a commune (S001-19, S002-73).
create table programmes (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  name text not null check (name = btrim(name) and name <> ''),
  document_number text,
  starts_on date not null,
  -- the last day; null: it goes on
  ends_on date,
  created_by uuid,
  created_at timestamptz not null,
  check (ends_on is null or ends_on >= starts_on),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index programmes_path on programmes (path);
create unique index programmes_name on programmes (unit_id, lower(name), starts_on);

-- One session of one owner, the team; whoever else took part adds no figures (22.5). The id is made on the device that logged it.
create table activities (
  id uuid primary key,
  unit_id integer not null references teams (unit_id),
  path text collate "C" not null,
  on_day date not null,
  kind text not null check (kind in ('communication', 'home_guidance', 'point_support', 'training', 'community', 'launch', 'contest')),
  channel text not null check (channel in (
    'door_to_door', 'one_stop', 'party_cell', 'village_meeting', 'culture_house', 'assembly_hall', 'cooperative', 'market', 'school', 'zalo'
  )),
  tasks smallint[] not null check (cardinality(tasks) > 0 and tasks <@ array[1, 2, 3, 4, 5]::smallint[]),
  target_groups text[] not null default '{}',
  topics text[] not null default '{}',
  -- blank: not counted; 0: nobody
  households integer check (households >= 0),
  -- by task: attendances ("lượt"), one person with three contents is three (22.5)
  guided_1 integer check (guided_1 >= 0),
  guided_2 integer check (guided_2 >= 0),
  guided_3 integer check (guided_3 >= 0),
  guided_4 integer check (guided_4 >= 0),
  guided_5 integer check (guided_5 >= 0),
  -- each person once, and of them those of sixty and over
  people integer check (people >= 0),
  people_60 integer check (people_60 >= 0 and (people is null or people_60 <= people)),
  -- members of teams who took part; who they were stands in activity_members
  members_present smallint check (members_present >= 0),
  place text,
  programme_id uuid references programmes (id),
  partner_ids uuid[] not null default '{}',
  note text,
  -- a log needs no approval; the commune may reject it (22.4). Nothing is deleted.
  state text not null default 'recorded' check (state in ('recorded', 'rejected', 'withdrawn')),
  state_reason text,
  created_by uuid,
  received_at timestamptz not null,
  -- when the device says that it was written down: a claim and no more
  made_at timestamptz,
  version integer not null default 1,
  check ((state = 'recorded') = (state_reason is null)),
  unique (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index activities_path on activities (path, on_day desc);
create index activities_team on activities (unit_id, on_day desc) where state = 'recorded';
create index activities_programme on activities (programme_id) where programme_id is not null;

-- "Phối hợp": other teams that took part. Both see the activity.
create table activity_teams (
  activity_id uuid not null,
  unit_id integer not null references teams (unit_id),
  path text collate "C" not null,
  owner_id integer not null,
  owner_path text collate "C" not null,
  primary key (activity_id, unit_id),
  check (unit_id <> owner_id),
  foreign key (activity_id, owner_id) references activities (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  foreign key (owner_id, owner_path) references units (id, path) on update cascade
);
create index activity_teams_path on activity_teams (path);
create index activity_teams_owner on activity_teams (owner_path);

-- Which members took part: known in the commune, counted above it.
create table activity_members (
  activity_id uuid not null,
  member_id uuid not null references members (id),
  unit_id integer not null,
  path text collate "C" not null,
  primary key (activity_id, member_id),
  foreign key (activity_id, unit_id) references activities (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index activity_members_path on activity_members (path);
create index activity_members_member on activity_members (member_id);

-- What was done with an activity, by whom and why. Names stay in the commune; who told what an officer typed is written beside him.
create table activity_events (
  id bigint generated always as identity primary key,
  activity_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  verb text not null check (verb in ('log', 'correct', 'withdraw', 'reject', 'restore', 'add_photo', 'remove_photo')),
  reason text,
  person_id uuid,
  person_name text,
  told_by text,
  version integer not null,
  at timestamptz not null,
  foreign key (activity_id, unit_id) references activities (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index activity_events_activity on activity_events (activity_id, id);
create index activity_events_path on activity_events (path);

-- Pictures, without place and camera. Kept apart from `files`, from which nothing is ever removed: a picture can be taken away
-- for good, when it shows what it must not and when its time is over (22.25).
create table activity_photos (
  id uuid primary key,
  activity_id uuid not null,
  unit_id integer not null,
  path text collate "C" not null,
  position smallint not null,
  mime text not null,
  width smallint not null,
  height smallint not null,
  size integer not null check (size between 1 and 2097152),
  sha256 text not null,
  content bytea not null,
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  foreign key (activity_id, unit_id) references activities (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index activity_photos_activity on activity_photos (activity_id, position);
create index activity_photos_path on activity_photos (path);
