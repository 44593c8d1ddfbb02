-- Looks at what is there while it is written to.
alter table hold validate constraint hold_is_whole;
