-- A post that a resolution gave goes away when it is taken back: these find at once whether anything was done under it.
create index report_events_assignment on report_events (assignment_id) where assignment_id is not null;
create index assignments_delegated on assignments (delegated_from) where delegated_from is not null;
