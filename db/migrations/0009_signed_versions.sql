-- The paper a version was sent by belongs to that version: another sending, with another paper or none, does not take it away.
alter table report_versions
  add column signed_number text,
  add column signed_on date,
  add column signed_by text,
  add column signed_file uuid references files (id);
