-- A province says that on its ground nothing was lost by a resolution: teams before = teams after + ended (domain.md 6.13).
create table reorganisation_confirmations (
  reorganisation_id uuid not null references reorganisations (id),
  unit_id integer not null,
  path text collate "C" not null,
  teams integer not null,
  villages integer not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  primary key (reorganisation_id, unit_id),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index reorganisation_confirmations_path on reorganisation_confirmations (path);
