-- Two checks become one, as for the ledger. By itself, and not looking at what is there: a transaction that waits for one
-- table while it holds the other could meet writers that do it the other way round.
alter table hold drop constraint hold_has_room, drop constraint hold_state_check;
alter table hold add constraint hold_is_whole check (
  state = 'RELEASED' or (spot_class is not null and state in ('HELD', 'BOOKED', 'INSIDE', 'OUT'))) not valid;
