-- Lots that inventory-service has stated.
create table lot (
  lot_id text primary key,
  document text not null
);

-- Lanes as their operators set them up; a camera watches one lane.
create table gate (
  lot_id text not null,
  gate_id text not null,
  camera_id text unique,
  document text not null,
  version bigint not null,
  updated_at timestamptz not null,
  primary key (lot_id, gate_id)
);

-- The one arbiter of who may go in or out. A row without terms is a tombstone: revoked before it was known.
create table gate_pass (
  reservation_id text primary key,
  lot_id text not null,
  state text not null check (state in ('EXPECTED', 'ADMITTED', 'INSIDE', 'LEAVING', 'OUT', 'REVOKED')),
  plate text,
  plate_skeleton text,
  spot_class text,
  starts_at timestamptz,
  ends_at timestamptz,
  entry_early_ms bigint,
  exit_grace_ms bigint,
  terms text,
  spot_id text,
  spot_floor text,
  -- The stay: made by the gate event that let the car in.
  session_id text,
  entry_event_id text,
  entry_gate_id text,
  entry_level text,
  entered_at timestamptz,
  -- The gate event that moved the pass last.
  last_event_id text,
  last_gate_id text,
  version bigint not null,
  updated_at timestamptz not null,
  check (terms is null or (plate is not null and starts_at is not null and ends_at is not null)),
  check (state not in ('ADMITTED', 'INSIDE', 'LEAVING', 'OUT') or session_id is not null)
);
create index gate_pass_skeleton on gate_pass (lot_id, plate_skeleton);
create index gate_pass_plate on gate_pass (plate);
create index gate_pass_updated_at on gate_pass (updated_at);

-- What happened at the gates, each once by its id.
create table gate_event (
  id text primary key,
  lot_id text not null,
  gate_id text not null,
  kind text not null,
  reservation_id text,
  plate text,
  allowed boolean,
  reason text,
  level text not null,
  at timestamptz not null,
  body text not null
);
create index gate_event_newest on gate_event (lot_id, at desc, id);

-- What an operator must look at.
create table lane_exception (
  id text primary key,
  lot_id text not null,
  gate_id text not null,
  kind text not null,
  reservation_id text,
  detail text not null,
  at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text,
  resolution text
);
create index lane_exception_open on lane_exception (lot_id, at desc);

-- Camera events as they came, without pictures.
create table camera_read (
  id text primary key,
  camera_id text not null,
  vendor text not null,
  received_at timestamptz not null,
  raw text not null
);
create index camera_read_received_at on camera_read (received_at);

-- Versions of what a lane's audit states about a lot.
create table lot_audit_version (
  lot_id text primary key,
  version bigint not null
);
