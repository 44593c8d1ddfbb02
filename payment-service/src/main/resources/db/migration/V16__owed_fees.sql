-- What is kept of a booking that was called off: owed where its money could not be taken.
alter table payment add column fee_minor bigint not null default 0 check (fee_minor >= 0);
