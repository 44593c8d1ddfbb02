-- Every instance that serves lots, so that the others know whom to ask while this database is away.
create table gate_instance (
  address text primary key,
  seen_at timestamptz not null
);
