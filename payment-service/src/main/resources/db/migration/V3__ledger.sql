-- Double entry, append-only: every transaction balances in one lot and one currency, and names the provider's object
-- that it stands for. Debits are positive, credits negative.
create table ledger_transaction (
  lot_id text not null,
  id uuid not null,
  currency char(3) not null,
  kind text not null
    check (kind in ('CAPTURE', 'REFUND', 'REFUND_REVERSED', 'CREDIT', 'STAY_CHARGE')),
  reservation_id text not null,
  provider_object text not null,
  occurred_at timestamptz not null,
  primary key (lot_id, id),
  unique (lot_id, kind, provider_object),
  unique (lot_id, id, currency)
);
create index ledger_transaction_time on ledger_transaction (lot_id, occurred_at);

create table ledger_entry (
  lot_id text not null,
  transaction_id uuid not null,
  account text not null check (account in ('PROVIDER_BALANCE', 'PARKING_REVENUE', 'OVERSTAY_REVENUE', 'DRIVER_CREDIT')),
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor <> 0),
  primary key (lot_id, transaction_id, account),
  foreign key (lot_id, transaction_id, currency) references ledger_transaction (lot_id, id, currency)
);

create function ledger_must_balance() returns trigger language plpgsql as $$
declare
  wanted uuid;
  total numeric;
  entries int;
begin
  if tg_table_name = 'ledger_entry' then
    wanted := new.transaction_id;
  else
    wanted := new.id;
  end if;
  select coalesce(sum(amount_minor), 0), count(*) into total, entries
    from ledger_entry where lot_id = new.lot_id and transaction_id = wanted;
  if total <> 0 or entries < 2 then
    raise exception 'ledger transaction % does not balance: % in % entries', wanted, total, entries
      using errcode = 'check_violation';
  end if;
  return null;
end $$;

create constraint trigger ledger_entry_balances after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_must_balance();
create constraint trigger ledger_transaction_balances after insert on ledger_transaction
  deferrable initially deferred for each row execute function ledger_must_balance();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'restrict_violation';
end $$;

create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function ledger_is_append_only();
create trigger ledger_transaction_append_only before update or delete or truncate on ledger_transaction
  for each statement execute function ledger_is_append_only();
