-- pg-boss keeps its queues in a schema of its own, as the system login.
create schema pgboss;
grant usage, create on schema pgboss to tn_system;
