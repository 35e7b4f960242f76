-- Who works in the teams, since when and by which decision (domain.md sections 5, 6.1, 6.2; Công văn 793 and 2251).

-- "Thành phần": where a member comes from. The national list stands in db/enums.ts and has no name here; a province may add its own.
create table components (
  code text primary key,
  owner_id integer references units (id),
  name text,
  -- what it adds to: Đoàn viên, thanh niên (A08), doanh nghiệp và ngân hàng (A09)
  counts_as text check (counts_as in ('youth', 'business')),
  position smallint not null,
  closed_on date,
  check ((owner_id is null) = (name is null))
);
create unique index components_name on components (owner_id, lower(name)) where owner_id is not null;
insert into components (code, counts_as, position)
select code, case when code = 'youth_union' then 'youth' when code in ('telecom', 'digital_firm', 'bank') then 'business' end, position
  from unnest(array[
    'party_secretary', 'village_head', 'residential_head', 'police', 'security_force', 'youth_union', 'women_union', 'farmers_union',
    'veterans', 'fatherland_front', 'teacher', 'health_worker', 'commune_official', 'department_official', 'telecom', 'digital_firm',
    'bank', 'respected_person', 'project_06', 'citizen'
  ]) with ordinality as x(code, position);

-- How many members a team of a level should have in a province, from a day on (domain.md section 2: 3 to 9 unless the province says otherwise).
create table member_limits (
  unit_id integer not null references units (id),
  team_level text not null check (team_level in ('commune', 'village')),
  member_min smallint not null check (member_min > 0),
  member_max smallint not null check (member_max >= member_min and member_max <= 99),
  basis text,
  valid_from date not null,
  valid_to date,
  primary key (unit_id, team_level, valid_from),
  check (valid_to is null or valid_to > valid_from),
  constraint member_limits_no_overlap exclude using gist (unit_id with =, team_level with =, daterange(valid_from, valid_to) with &&)
);
insert into member_limits (unit_id, team_level, member_min, member_max, valid_from)
select s.unit_id, l, s.member_min, s.member_max, '2022-03-05'
  from province_settings s cross join unnest(array['commune', 'village']) l
 where (s.member_min, s.member_max) <> (3, 9);
alter table province_settings drop column member_min, drop column member_max;

-- "Quyết định thành lập, kiện toàn, giải thể, sáp nhập": drafted in the commune, signed on paper, then entered with number, day and file.
create table team_decisions (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  kind text not null check (kind in ('founding', 'renewal', 'dissolution', 'merger')),
  state text not null default 'draft' check (state in ('draft', 'issued')),
  number text,
  decided_on date,
  -- the first day on which it holds
  effective_on date not null,
  signer text,
  signer_title text,
  -- another body than the chairman of the commune: the district before 1/7/2025
  issuer text,
  grounds text[] not null default '{}',
  reason text,
  replaces uuid references team_decisions (id),
  file_id uuid references files (id),
  created_by uuid not null,
  created_at timestamptz not null,
  issued_by uuid,
  issued_at timestamptz,
  version integer not null default 1,
  check (state = 'draft' or (number is not null and decided_on is not null and issued_at is not null)),
  unique (id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index team_decisions_path on team_decisions (path, decided_on);

-- What a decision does, a line for each team. A founding draft names a team that does not stand yet.
create table team_decision_lines (
  decision_id uuid not null,
  line smallint not null,
  unit_id integer not null,
  path text collate "C" not null,
  team_id integer references teams (unit_id),
  name text,
  level text check (level in ('commune', 'village')),
  village_ids integer[] not null default '{}',
  successor_id integer references teams (unit_id),
  primary key (decision_id, line),
  check (team_id is not null or (name is not null and level is not null)),
  foreign key (decision_id, unit_id) references team_decisions (id, unit_id) on delete cascade,
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index team_decision_lines_path on team_decision_lines (path);
create index team_decision_lines_team on team_decision_lines (team_id);

alter table teams
  add column chat_link text,
  add column merged_into integer references teams (unit_id),
  add check (merged_into is null or state = 'dissolved');

-- A person on a roster. Kept with the team whose roster he is on, so that he goes where it goes. No personal number, ethnicity,
-- religion, Party membership or bank account (domain.md section 12). Anonymised: name, phone, residence, employer are gone, counts stay.
create table members (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  full_name text,
  sort_name text,
  sex text check (sex in ('female', 'male')),
  birth_year smallint check (birth_year between 1900 and 2100),
  phone text,
  residence text,
  employer text,
  -- the account of the same person, where he has one
  person_id uuid references persons (id),
  -- told what is kept about him, why and how long
  informed_on date,
  -- agrees that his name and number stand in the published list of contacts
  publish_agreed_on date,
  -- objected or asked for a restriction: on the roster, in no file and no document
  restricted_on date,
  merged_into uuid references members (id),
  anonymised_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  check ((anonymised_at is null) = (full_name is not null)),
  check (anonymised_at is null or (phone is null and residence is null and employer is null and person_id is null)),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index members_path on members (path);
create index members_person on members (person_id) where person_id is not null;

-- Half-open days. Another role or component is another row: what held is kept.
create table memberships (
  id uuid primary key default gen_random_uuid(),
  member_id uuid not null references members (id),
  unit_id integer not null references teams (unit_id),
  path text collate "C" not null,
  role text not null check (role in ('leader', 'deputy', 'member')),
  component text references components (code),
  -- "kiêm nhiệm": the post held beside it
  concurrent_post text,
  is_local boolean,
  selection text[] not null default '{}' check (selection <@ array['keen', 'open', 'skilled', 'explains']),
  valid_from date not null,
  valid_to date,
  ended_reason text check (ended_reason in ('moved_away', 'other_team', 'own_wish', 'health', 'renewal', 'dissolved', 'died', 'mistake', 'other', 'changed')),
  ended_note text,
  -- away: a leader for more than sixty days calls for a renewal
  absent_since date,
  -- the decisions by which it began and ended, where there were any
  decision_id uuid references team_decisions (id),
  ended_by uuid references team_decisions (id),
  created_by uuid,
  created_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from),
  check (valid_to is not null or ended_reason is null),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  constraint memberships_no_overlap exclude using gist (member_id with =, unit_id with =, daterange(valid_from, valid_to) with &&),
  constraint memberships_one_leader exclude using gist (unit_id with =, daterange(valid_from, valid_to) with &&) where (role = 'leader')
);
create index memberships_path on memberships (path, valid_from);
create index memberships_member on memberships (member_id);
create index memberships_team on memberships (unit_id, valid_from);

-- Whom a draft puts into which team.
create table team_decision_members (
  decision_id uuid not null,
  line smallint not null,
  member_id uuid not null references members (id),
  unit_id integer not null,
  path text collate "C" not null,
  role text not null check (role in ('leader', 'deputy', 'member')),
  component text references components (code),
  concurrent_post text,
  primary key (decision_id, line, member_id),
  foreign key (decision_id, line) references team_decision_lines (decision_id, line) on delete cascade,
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index team_decision_members_path on team_decision_members (path);
create index team_decision_members_member on team_decision_members (member_id);

-- Groups that help the teams: Đội thanh niên tình nguyện, Tổ hỗ trợ (Công văn 2251). They are no teams and are counted apart.
create table auxiliary_groups (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  kind text not null check (kind in ('youth_volunteers', 'youth_digital', 'support_group', 'other')),
  name text not null check (name = btrim(name) and name <> ''),
  members integer check (members >= 0),
  decision_number text,
  chat_link text,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index auxiliary_groups_path on auxiliary_groups (path);

-- "Đầu mối": whom to call, with the term; a work contact, seen along the line above and below.
create table focal_points (
  id uuid primary key default gen_random_uuid(),
  unit_id integer not null,
  path text collate "C" not null,
  full_name text not null,
  sort_name text not null,
  title text,
  phone text,
  email text,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index focal_points_path on focal_points (path);

-- The rows of the form that rosters, decisions and the log of activities fill, from month 12/2026 on (domain.md 22.14).
insert into indicator_sources (indicator_id, valid_from, source)
select id, '2026-11-15', 'register' from indicators where code in ('A06', 'A07', 'A08', 'A09', 'A10', 'A11') on conflict do nothing;
update form_rows set totalled = true
  from indicators i where i.id = indicator_id and i.code in ('A06', 'A07', 'A08', 'A09', 'A10', 'A11');
