-- How many cars have passed in and out, as loops and gate clients counted them, since somebody counted the cars.
create table occupancy (
  lot_id text primary key,
  counted int not null,
  counted_at timestamptz not null,
  counted_by text not null,
  -- The drift at the last recount, and the one that was last put before the operator.
  last_drift int not null default 0,
  raised_drift int not null default 0
);

-- Passages that are not in the count yet: rows are only added, so that no car waits for another's.
create table passage_count (
  id bigint generated always as identity primary key,
  lot_id text not null,
  delta smallint not null check (delta in (-1, 1))
);
create index passage_count_lot on passage_count (lot_id);
