-- The stay that a booking came to: where its money could not be taken after all, it is owed.
alter table payment add column stay_session_id text;
-- Grows each time that the stored card is tried again for a debt.
alter table stay_charge add column round int not null default 0;
alter table debt add column tries int not null default 0;
alter table debt add column next_try_at timestamptz;
create index debt_due on debt (next_try_at) where settled_at is null;
