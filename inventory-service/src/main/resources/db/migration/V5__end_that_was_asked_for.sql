-- A request for room that comes again after the stay was extended or shortened is known by the end it had at first. Null
-- where the end has not changed since, or changed before this column was there.
alter table hold add column asked_end_at timestamptz;
