-- One payment per reservation. A row is never deleted.
create table payment (
  reservation_id text primary key,
  lot_id text not null,
  user_id text not null,
  email text,
  description text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  currency char(3) not null,
  hold_expires_at timestamptz not null,
  status text not null
    check (status in ('NEW', 'CHECKOUT_OPEN', 'AUTHORIZED', 'CAPTURED', 'EXPIRED', 'VOIDED', 'FAILED')),
  instruction text not null check (instruction in ('COLLECT', 'CLOSE', 'CAPTURE', 'SETTLE', 'RELEASE')),
  -- Written before the first call that may open a checkout: its outcome may stay unknown.
  checkout_asked_at timestamptz,
  checkout_expires_at timestamptz,
  -- Grows when an idempotency key turned out to be spent (a remembered failure of the provider's).
  attempt int not null default 0,
  checkout_id text unique,
  checkout_url text,
  intent_id text unique,
  customer_id text,
  payment_method_id text,
  captured_minor bigint not null default 0 check (captured_minor >= 0),
  -- What was promised back of the capture, to the card or as credit.
  returned_minor bigint not null default 0 check (returned_minor between 0 and captured_minor),
  failure text,
  authorized_at timestamptz,
  captured_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  checked_at timestamptz not null,
  event_version bigint not null default 0,
  version bigint not null default 0,
  check (status <> 'CAPTURED' or intent_id is not null or amount_minor = 0)
);
create index payment_lot on payment (lot_id, created_at);
create index payment_unsettled on payment (checked_at) where status in ('NEW', 'CHECKOUT_OPEN', 'AUTHORIZED');

-- What is to go back to a driver, once per reservation and purpose.
create table refund (
  id text primary key,
  reservation_id text not null references payment (reservation_id),
  lot_id text not null,
  purpose text not null check (purpose in ('CANCELLATION', 'NO_SHOW', 'EARLY_DEPARTURE', 'UNWANTED')),
  destination text not null check (destination in ('CARD', 'CREDIT')),
  requested_minor bigint not null check (requested_minor > 0),
  amount_minor bigint not null default 0 check (amount_minor between 0 and requested_minor),
  currency char(3) not null,
  status text not null check (status in ('REQUESTED', 'SENT', 'ACCEPTED', 'SUCCEEDED', 'FAILED', 'DROPPED')),
  attempt int not null default 0,
  provider_id text unique,
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version bigint not null default 0,
  unique (reservation_id, purpose)
);
create index refund_open on refund (updated_at) where status in ('REQUESTED', 'SENT', 'ACCEPTED');

-- What a stay cost beyond its booking, once per session.
create table stay_charge (
  session_id text primary key,
  reservation_id text not null references payment (reservation_id),
  lot_id text not null,
  user_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  status text not null check (status in ('DUE', 'SENT', 'CHARGED', 'DECLINED')),
  attempt int not null default 0,
  intent_id text unique,
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version bigint not null default 0
);
create index stay_charge_reservation on stay_charge (reservation_id);
create index stay_charge_open on stay_charge (updated_at) where status in ('DUE', 'SENT');

-- What a driver owes and no card gave.
create table debt (
  session_id text primary key,
  reservation_id text not null,
  lot_id text not null,
  user_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency char(3) not null,
  reason text not null,
  incurred_at timestamptz not null,
  settled_at timestamptz
);
create index debt_open on debt (user_id) where settled_at is null;

-- Payments that have something to do at the provider: one row each, so that a payment's calls are made in order.
create table provider_task (
  reservation_id text primary key,
  due_at timestamptz not null,
  leased_until timestamptz,
  -- Grows with each wake: a task that was woken while it ran runs again.
  wakes bigint not null default 1,
  attempts int not null default 0,
  last_failure text,
  traceparent text
);
create index provider_task_due on provider_task (due_at);
