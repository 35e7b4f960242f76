-- Reminders (domain.md section 10). One to a person and day, gathering all that waits for him; each line is one obligation at one
-- moment of its schedule, so that the same is never said twice.
create table reminders (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references persons (id),
  on_day date not null,
  created_at timestamptz not null,
  seen_at timestamptz,
  unique (person_id, on_day)
);
create table reminder_lines (
  reminder_id uuid not null references reminders (id),
  person_id uuid not null,
  period_id integer not null references periods (id),
  -- whose month it is: a commune, a team, or a province that files its own totals
  unit_id integer not null,
  path text collate "C" not null,
  moment text not null check (moment in ('opened', 'before3', 'before1', 'due', 'late', 'late_below')),
  -- the due day that it was said of: a moved one is told anew
  due_on date not null,
  due_at timestamptz not null,
  created_at timestamptz not null,
  primary key (reminder_id, period_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create unique index reminder_lines_once on reminder_lines (period_id, unit_id, person_id, moment, due_on);
create index reminder_lines_unit on reminder_lines (unit_id, path);
create index reminder_lines_path on reminder_lines (path, period_id);

-- What goes out of the house: each row is sent once, tried again when it fails, and stays to be looked at. No address and no
-- words are kept: both are made when it goes out, of what is true then.
create table deliveries (
  id uuid primary key default gen_random_uuid(),
  reminder_id uuid not null references reminders (id),
  person_id uuid not null,
  -- the post that it is sent to
  unit_id integer not null,
  path text collate "C" not null,
  channel text not null check (channel in ('email', 'gateway')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'stopped', 'failed')),
  attempts smallint not null default 0,
  next_at timestamptz not null,
  claimed_at timestamptz,
  ended_at timestamptz,
  -- a key of the messages, or the code that the other side answered with
  outcome text,
  created_at timestamptz not null,
  unique (reminder_id, channel),
  foreign key (unit_id, path) references units (id, path) on update cascade,
  check ((state in ('sent', 'stopped', 'failed')) = (ended_at is not null)),
  check ((state = 'sending') = (claimed_at is not null))
);
create index deliveries_waiting on deliveries (next_at) where state in ('waiting', 'sending');
create index deliveries_path on deliveries (path, created_at);
create index deliveries_unit on deliveries (unit_id, path);

-- Whether a province pays for messages to phones, how many a month, and what one costs (22.26): off unless it says otherwise.
create table message_quotas (
  unit_id integer primary key,
  path text collate "C" not null,
  enabled boolean not null default false,
  monthly_limit integer not null default 0 check (monthly_limit between 0 and 1000000),
  price_vnd integer not null default 0 check (price_vnd between 0 and 100000),
  set_by uuid,
  set_at timestamptz not null,
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index message_quotas_path on message_quotas (path);
