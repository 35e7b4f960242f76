-- From which month on a register of a commune fills the rows of its report that were typed before (domain.md 22.14). The latest
-- row on or before a month's first day holds; a month that was sent stays as it was sent.
create table register_starts (
  unit_id integer not null,
  path text collate "C" not null,
  register text not null check (register in ('training')),
  starts_on date not null,
  source text not null check (source in ('manual', 'register')),
  set_by uuid,
  set_at timestamptz not null,
  primary key (unit_id, register, starts_on),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index register_starts_path on register_starts (path);
