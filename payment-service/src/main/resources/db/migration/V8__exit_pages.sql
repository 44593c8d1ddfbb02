-- Hosted pages on which a driver who stands at the exit pays; of one stay, one after the other.
create table exit_page (
  session_id text not null,
  number int not null,
  reservation_id text not null,
  lot_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  -- When the car stood there, by the gate's clock; the amount holds for the grace from then on.
  quoted_at timestamptz not null,
  grace_ms bigint not null,
  -- ASKED is written before the call that may open it: its outcome may stay unknown.
  status text not null check (status in ('ASKED', 'OPEN', 'PAID', 'CLOSED')),
  closing boolean not null default false,
  asked_at timestamptz not null,
  looked_at timestamptz not null,
  expires_at timestamptz not null,
  attempt int not null default 0,
  checkout_id text unique,
  checkout_url text,
  settled_until timestamptz,
  primary key (session_id, number),
  check ((status = 'PAID') = (settled_until is not null))
);
create unique index exit_page_live on exit_page (session_id) where status in ('ASKED', 'OPEN');
create index exit_page_of_reservation on exit_page (reservation_id);

-- Stays that are over while a page may still be open: what is owed for them is known once it is closed.
create table exit_closing (
  session_id text primary key,
  reservation_id text not null,
  lot_id text not null,
  user_id text not null,
  charge_minor bigint not null check (charge_minor >= 0),
  currency text not null,
  settled_at timestamptz
);
create index exit_closing_open on exit_closing (reservation_id) where settled_at is null;
