-- What moved at the provider, by its own account book: one row for each movement, never changed.
create table provider_movement (
  id text primary key,
  kind text not null check (kind in ('CHARGE', 'REFUND', 'DISPUTE', 'OTHER')),
  -- What it is booked under: the attempt to take money, the refund, the dispute.
  provider_object text not null,
  intent_id text,
  reservation_id text,
  -- Our own name of a refund; none where it was made without us.
  refund_id text,
  -- Above zero towards us.
  amount_minor bigint not null,
  fee_minor bigint not null,
  currency char(3) not null,
  happened_at timestamptz not null,
  seen_at timestamptz not null
);
create index provider_movement_object on provider_movement (provider_object);
create index provider_movement_time on provider_movement (happened_at);

-- Money that a card's owner takes back through the bank.
create table dispute (
  id text primary key,
  intent_id text not null,
  reservation_id text,
  lot_id text,
  status text not null,
  reason text not null,
  amount_minor bigint not null,
  currency char(3) not null,
  answer_by timestamptz,
  opened_at timestamptz not null,
  updated_at timestamptz not null
);
create index dispute_lot on dispute (lot_id);

-- How far the provider's account book has been read.
create table books_sweep (
  id int primary key check (id = 1),
  swept_until timestamptz not null
);

create index ledger_transaction_object on ledger_transaction (provider_object);
alter table ledger_transaction drop constraint ledger_transaction_kind_check;
alter table ledger_transaction add constraint ledger_transaction_kind_check
  check (kind in ('CAPTURE', 'REFUND', 'REFUND_REVERSED', 'CREDIT', 'STAY_CHARGE', 'DISPUTE', 'DISPUTE_REVERSED'));
alter table ledger_entry drop constraint ledger_entry_account_check;
alter table ledger_entry add constraint ledger_entry_account_check
  check (account in ('PROVIDER_BALANCE', 'PARKING_REVENUE', 'OVERSTAY_REVENUE', 'DRIVER_CREDIT', 'DISPUTED'));
