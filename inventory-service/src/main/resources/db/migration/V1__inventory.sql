-- Exact spots compare text and ranges in one gist index; a database's owner may install this trusted extension.
create extension if not exists btree_gist;

-- The lots as they are now. The version is the aggregate's; lot_version keeps every one that ever was.
create table lot (
  lot_id text primary key,
  version bigint not null,
  name text not null,
  latitude double precision,
  longitude double precision,
  document text not null,
  changed_at timestamptz not null
);
create index lot_latitude on lot (latitude);

create table lot_version (
  lot_id text not null,
  version bigint not null,
  document text not null,
  primary key (lot_id, version)
);

-- Which spot classes a vehicle category fits, in order. A class named like the category always fits first, so that a
-- new class or category needs rows at most, never code.
create table vehicle_category_fit (
  category text not null,
  position int not null,
  spot_class text not null,
  only_on_preference boolean not null default false,
  primary key (category, position),
  unique (category, spot_class)
);
insert into vehicle_category_fit (category, position, spot_class, only_on_preference) values
  ('SUV', 1, 'SUV', false),
  ('SUV', 2, 'EV', true),
  ('COMPACT', 1, 'COMPACT', false),
  ('COMPACT', 2, 'SUV', false),
  ('COMPACT', 3, 'EV', true),
  ('EV', 1, 'EV', false),
  ('EV', 2, 'SUV', false),
  ('MOTORCYCLE', 1, 'MOTORCYCLE', false),
  ('MOTORCYCLE', 2, 'COMPACT', false),
  ('ACCESSIBLE', 1, 'ACCESSIBLE', false);

-- What a class can sell: its spots that are neither blocked nor removed. Locked before any ledger row of the class is
-- made or resized, so that no day is ever made with an old capacity.
create table spot_class (
  lot_id text not null,
  spot_class text not null,
  sellable smallint not null check (sellable >= 0),
  version bigint not null,
  primary key (lot_id, spot_class)
);

-- The capacity ledger: one row a UTC day, one cell for each 15 minutes. overbooked is not 0 only where capacity was
-- taken away beneath bookings (a blocked spot) or a car stays on; no hold is ever granted into it.
create table ledger_day (
  lot_id text not null,
  spot_class text not null,
  day date not null,
  capacity smallint not null check (capacity >= 0),
  overbooked smallint not null default 0 check (overbooked >= 0),
  used smallint[] not null check (cardinality(used) = 96 and 0 <= all (used)),
  version bigint not null,
  primary key (lot_id, spot_class, day),
  constraint ledger_day_never_oversold check (capacity + overbooked >= all (used))
) partition by hash (lot_id);

-- One row for each reservation that ever asked for room or gave it back; never deleted. spot_class and the window are
-- null only for a release that came before its hold.
create table hold (
  lot_id text not null,
  reservation_id text not null,
  state text not null check (state in ('HELD', 'BOOKED', 'INSIDE', 'OUT', 'RELEASED')),
  version bigint not null,
  spot_class text,
  start_at timestamptz,
  end_at timestamptz,
  occupied_until timestamptz,
  expires_at timestamptz,
  lot_version bigint,
  assign_from timestamptz,
  primary key (lot_id, reservation_id),
  constraint hold_has_room check (state = 'RELEASED' or spot_class is not null)
) partition by hash (lot_id);
create index hold_live on hold (lot_id, occupied_until) where state <> 'RELEASED';
create index hold_to_assign on hold (assign_from) where assign_from is not null;
create index hold_inside on hold (occupied_until) where state = 'INSIDE';

create table spot (
  lot_id text not null,
  spot_id text not null,
  spot_class text not null,
  floor text not null,
  number int not null,
  status text not null check (status in ('AVAILABLE', 'BLOCKED', 'MAINTENANCE', 'REMOVED')),
  reason text,
  occupied_by text,
  primary key (lot_id, spot_id),
  unique (lot_id, floor, number)
);
create index spot_by_class on spot (lot_id, spot_class, floor, number);

-- Who gets which spot when. The exclusion is the last word: whatever races above it, no spot is given twice.
create table spot_assignment (
  lot_id text not null,
  reservation_id text not null,
  spot_id text not null,
  during tstzrange not null,
  primary key (lot_id, reservation_id),
  constraint spot_never_given_twice exclude using gist (lot_id with =, spot_id with =, during with &&)
) partition by hash (lot_id);

do $$
begin
  for part in 0..15 loop
    execute format('create table ledger_day_%s partition of ledger_day for values with (modulus 16, remainder %s)'
      ' with (fillfactor = 50)', part, part);
    execute format('create table hold_%s partition of hold for values with (modulus 16, remainder %s)'
      ' with (fillfactor = 80)', part, part);
    execute format('create table spot_assignment_%s partition of spot_assignment'
      ' for values with (modulus 16, remainder %s)', part, part);
  end loop;
end
$$;

-- Who changed what, seen by the operator; the source tells our own changes from those of gates and reservations.
create table audit_entry (
  lot_id text not null,
  id bigint generated always as identity,
  source text not null,
  actor text not null,
  action text not null,
  target text not null,
  detail text not null,
  at timestamptz not null,
  primary key (lot_id, id)
);
create index audit_entry_newest on audit_entry (lot_id, at desc);
