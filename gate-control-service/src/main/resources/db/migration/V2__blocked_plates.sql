-- Plates that a lot lets in no more.
create table blocked_plate (
  lot_id text not null,
  plate text not null,
  reason text not null,
  blocked_by text not null,
  blocked_at timestamptz not null,
  primary key (lot_id, plate)
);

-- When a row was written, by this database: what is reconciled late happened long before it is written.
alter table gate_pass add column changed_at timestamptz not null default clock_timestamp();
create function gate_pass_changed() returns trigger language plpgsql as $$
begin
  new.changed_at := clock_timestamp();
  return new;
end $$;
create trigger gate_pass_changed before insert or update on gate_pass
  for each row execute function gate_pass_changed();
drop index gate_pass_updated_at;
create index gate_pass_changed_at on gate_pass (changed_at);

-- What is older than its retention is looked for by its time.
create index gate_event_at on gate_event (at);
create index lane_exception_resolved on lane_exception (resolved_at) where resolved_at is not null;
