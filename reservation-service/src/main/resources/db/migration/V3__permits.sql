-- What entitles a vehicle to its category, such as a disabled person's permit, as its driver wrote it. A booking that
-- needs it keeps its own copy, as of the plate.
alter table vehicle add column permit text check (length(permit) <= 64);
alter table reservation add column permit text check (length(permit) <= 64);
