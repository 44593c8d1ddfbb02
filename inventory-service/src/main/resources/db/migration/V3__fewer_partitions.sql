-- Four partitions instead of sixteen for what every batch of holds touches. A batch opens each partition that one of its
-- lots lies in, with its indexes and its checks, and with sixteen of them that cost as much as the rows themselves.
alter table ledger_day rename to ledger_day_before;
alter table ledger_day_before rename constraint ledger_day_pkey to ledger_day_before_pkey;
alter table hold rename to hold_before;
alter table hold_before rename constraint hold_pkey to hold_before_pkey;
drop index hold_live, hold_to_assign, hold_inside;

create table ledger_day (like ledger_day_before including defaults including constraints) partition by hash (lot_id);
alter table ledger_day add primary key (lot_id, spot_class, day);
create table hold (like hold_before including defaults including constraints) partition by hash (lot_id);
alter table hold add primary key (lot_id, reservation_id);
create index hold_live on hold (lot_id, occupied_until) where state <> 'RELEASED';
create index hold_to_assign on hold (assign_from) where assign_from is not null;
create index hold_inside on hold (occupied_until) where state = 'INSIDE';

do $$
begin
  for part in 0..3 loop
    execute format('create table ledger_day_of_4_%s partition of ledger_day'
      ' for values with (modulus 4, remainder %s) with (fillfactor = 50)', part, part);
    execute format('create table hold_of_4_%s partition of hold'
      ' for values with (modulus 4, remainder %s) with (fillfactor = 80)', part, part);
  end loop;
end
$$;

insert into ledger_day select * from ledger_day_before;
insert into hold select * from hold_before;
drop table ledger_day_before, hold_before;
