-- What drivers paid at the exit, by the payment service's word: known before the car leaves, and maybe before its entry.
create table exit_money (
  session_id text primary key,
  paid_minor bigint not null check (paid_minor > 0),
  currency text not null,
  settled_until timestamptz not null
);

alter table parking_session add column paid_at_exit_minor bigint not null default 0 check (paid_at_exit_minor >= 0);
