-- Where figures of then lie today, derived from unit_successions and unit_versions by rebuild_unit_homes() (territory.sql).

-- Of a report of unit_id whose period's last day t has since <= t < until, `share` lies in today's unit home_id; null: nobody
-- can say. The shares of one unit and day add up to exactly 1. A unit without rows on a day is its own home, whole.
-- lead: where the report counts when each is to be counted once (the largest share).
create table unit_homes (
  unit_id integer not null references units (id),
  since date not null,
  until date not null,
  home_id integer references units (id),
  share numeric not null check (share > 0 and share <= 1),
  lead boolean not null,
  check (since < until)
);
create unique index unit_homes_once on unit_homes (unit_id, since, home_id) nulls not distinct;
create unique index unit_homes_lead on unit_homes (unit_id, since) where lead;
create index unit_homes_home on unit_homes (home_id, since);

-- Why unit_id takes no figures of before effective_on: this edge into it or into what it came from, or out of what stayed of
-- that, is unconfirmed or without a share.
create table unit_doubts (
  unit_id integer not null references units (id),
  predecessor_id integer not null references units (id),
  successor_id integer not null references units (id),
  effective_on date not null,
  primary key (unit_id, effective_on, predecessor_id, successor_id)
);

-- Communes of then (under then_id) whose figures do not lie, wholly, where the province of then lies: they are placed one by
-- one (stray_totals) and not by their province's totals.
create table unit_strays (
  unit_id integer not null references units (id),
  then_id integer not null references units (id),
  since date not null,
  until date not null,
  primary key (unit_id, then_id, since),
  check (since < until)
);
create index unit_strays_then on unit_strays (then_id);
create index unit_successions_open on unit_successions (predecessor_id) where not confirmed or share is null;
