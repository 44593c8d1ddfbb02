-- The ledger is small: a row a class and day, some hundred thousand of them for 1,000 lots and a year. In one table its
-- rows can be changed by a list of keys; of partitions, such an update opens all, with their checks.
alter table ledger_day rename to ledger_day_before;
alter table ledger_day_before rename constraint ledger_day_pkey to ledger_day_before_pkey;
alter table ledger_day_before rename constraint ledger_day_never_oversold to ledger_day_before_never_oversold;

-- Each check is read anew for each statement that writes, so what belongs together is one.
create table ledger_day (
  lot_id text not null,
  spot_class text not null,
  day date not null,
  capacity smallint not null,
  overbooked smallint not null default 0,
  used smallint[] not null,
  version bigint not null,
  primary key (lot_id, spot_class, day),
  constraint ledger_day_is_whole check (
    capacity >= 0 and overbooked >= 0 and cardinality(used) = 96 and 0 <= all (used)),
  constraint ledger_day_never_oversold check (capacity + overbooked >= all (used))
) with (fillfactor = 50);
insert into ledger_day select lot_id, spot_class, day, capacity, overbooked, used, version from ledger_day_before;
drop table ledger_day_before;
