-- A page that the provider will not open is not asked for again.
alter table exit_page add column refused boolean not null default false;
-- When the provider last said how a page stands.
alter table exit_page add column answered_at timestamptz not null default now();
-- When the car left; unknown for stays that ended before this column was there.
alter table exit_closing add column exited_at timestamptz;
