-- Spots that are out of use for a time that was said beforehand: to come, in force or over. The ledger counts each of
-- them once in every slot that it touches, as it counts a stay. until_at is null for good.
create table spot_withdrawal (
  lot_id text not null,
  spot_id text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  spot_class text not null,
  status text not null check (status in ('BLOCKED', 'MAINTENANCE')),
  reason text,
  primary key (lot_id, spot_id, from_at),
  check (from_at < until_at)
);
create index spot_withdrawal_by_end on spot_withdrawal (lot_id, spot_class, (coalesce(until_at, timestamptz 'infinity')));

-- A withdrawal has a row among the assignments, so that the same exclusion keeps the spot from everybody else.
alter table spot_assignment add column withdrawn boolean not null default false;

-- How many spots of a class are withdrawn in each slot of a day: what a ledger row begins with. Null where none is.
create function withdrawn_cells(of_lot text, of_class text, of_day date) returns smallint[] language sql stable as $$
  with begun as (select of_day::timestamp at time zone 'UTC' as at),
  withdrawn as (
    select extract(epoch from from_at - begun.at) / 900 as from_cell,
      extract(epoch from until_at - begun.at) / 900 as until_cell
    from spot_withdrawal, begun
    where lot_id = of_lot and spot_class = of_class and from_at < begun.at + interval '24 hours'
      and coalesce(until_at, timestamptz 'infinity') > begun.at)
  select array_agg(taken order by cell)
  from (select cell, (select count(*)::smallint from withdrawn
                      where from_cell < cell + 1 and coalesce(until_cell, 96) > cell) as taken
        from generate_series(0, 95) cell) counted
  where exists (select from withdrawn)
$$;
