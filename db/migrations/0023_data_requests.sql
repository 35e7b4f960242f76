-- "Yêu cầu của chủ thể dữ liệu": what people ask about what is kept of them, with the clocks of the law (domain.md section 12).
create table data_requests (
  id uuid primary key default gen_random_uuid(),
  -- the commune that answers
  unit_id integer not null,
  path text collate "C" not null,
  member_id uuid not null references members (id),
  kind text not null check (kind in ('see', 'provide', 'correct', 'withdraw', 'restrict', 'object', 'delete')),
  note text,
  -- somebody else processes the data too: the longer terms hold
  processor boolean not null default false,
  state text not null default 'received' check (state in ('received', 'answered', 'done', 'refused')),
  received_on date not null,
  answer_due_on date not null,
  due_on date not null,
  extended_on date,
  extension_reason text,
  answered_on date,
  closed_on date,
  outcome text,
  created_by uuid not null,
  created_at timestamptz not null,
  closed_by uuid,
  check ((extended_on is null) = (extension_reason is null)),
  check ((state in ('done', 'refused')) = (closed_on is not null)),
  check (closed_on is null or outcome is not null),
  foreign key (unit_id, path) references units (id, path) on update cascade
);
create index data_requests_path on data_requests (path, state, due_on);
create index data_requests_member on data_requests (member_id);
