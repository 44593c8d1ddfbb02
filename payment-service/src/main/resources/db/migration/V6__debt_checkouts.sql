-- A hosted page on which a driver pays a debt: at the exit, or whenever they like.
alter table debt add column checkout_id text unique;
alter table debt add column checkout_url text;
-- Written before the call that may open it: its outcome may stay unknown.
alter table debt add column checkout_expires_at timestamptz;
alter table debt add column checkout_attempt int not null default 0;
create index debt_checkout on debt (reservation_id) where settled_at is null and checkout_id is not null;
