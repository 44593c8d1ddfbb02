create table parking_session (
  session_id text primary key,
  version bigint not null,
  reservation_id text not null,
  lot_id text not null,
  plate text not null,
  status text not null check (status in ('OPEN', 'CLOSED', 'VOIDED')),
  terms jsonb not null,
  entered_at timestamptz not null,
  entry_gate_id text not null,
  spot_id text,
  exited_at timestamptz,
  exit_gate_id text,
  charge_minor bigint not null default 0 check (charge_minor >= 0),
  refund_minor bigint not null default 0 check (refund_minor >= 0),
  credit_minor bigint not null default 0 check (credit_minor >= 0),
  check ((status = 'CLOSED') = (exited_at is not null))
);
create index parking_session_of_lot on parking_session (lot_id, entered_at desc);
-- One car inside per reservation.
create unique index parking_session_open on parking_session (reservation_id) where status = 'OPEN';
