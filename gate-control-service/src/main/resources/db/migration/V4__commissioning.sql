-- Runs of lanes' self-tests; the newest of a lane says whether it may open by itself, where its operator wants that.
create table commissioning (
  id text primary key,
  lot_id text not null,
  gate_id text not null,
  started_at timestamptz not null,
  outcome text not null check (outcome in ('RUNNING', 'PASSED', 'FAILED')),
  document text not null
);
create index commissioning_newest on commissioning (lot_id, gate_id, started_at desc);
