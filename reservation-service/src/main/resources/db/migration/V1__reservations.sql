-- Drivers, known from the tokens they came with.
create table driver (
  user_id text primary key,
  email text,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);

-- Vehicle ids are chosen by their driver and unique only there.
create table vehicle (
  user_id text not null references driver,
  vehicle_id text not null,
  plate text not null,
  vehicle_type text not null,
  created_at timestamptz not null,
  primary key (user_id, vehicle_id)
);

create table reservation (
  id text primary key,
  version bigint not null,
  user_id text not null references driver,
  email text,
  vehicle_id text not null,
  plate text not null,
  vehicle_type text not null,
  lot_id text not null,
  spot_preference text,
  start_time timestamptz not null,
  end_time timestamptz not null,
  status text not null check (status in ('REQUESTED', 'PAYMENT_PENDING', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED',
                                         'REJECTED', 'EXPIRED', 'CANCELLED', 'NO_SHOW')),
  booking_key text not null,
  requested_at timestamptz not null,
  -- the agreement: all or nothing
  lot_name text,
  time_zone text,
  spot_class text,
  amount_minor bigint check (amount_minor >= 0),
  currency text,
  hold_expires_at timestamptz,
  admitted_from timestamptz,
  admitted_until timestamptz,
  no_show_from timestamptz,
  free_until timestamptz,
  cancellation_fee_minor bigint check (cancellation_fee_minor between 0 and amount_minor),
  no_show_refund_minor bigint check (no_show_refund_minor between 0 and amount_minor),
  terms_snapshot jsonb,
  payment_token text,
  payment_url text,
  hold_elapsed_at timestamptz,
  confirmed_at timestamptz,
  spot_id text,
  floor text,
  refund_minor bigint check (refund_minor >= 0),
  fee_minor bigint check (fee_minor >= 0),
  final_charge_minor bigint check (final_charge_minor >= 0),
  ended_by text,
  end_reason text,
  stated_facts bigint not null,
  check (start_time < end_time),
  check (status in ('REQUESTED', 'REJECTED') or terms_snapshot is not null)
);
create index reservation_of_user on reservation (user_id, requested_at desc);
create index reservation_of_lot on reservation (lot_id, start_time desc);
create index reservation_requested on reservation (requested_at) where status = 'REQUESTED';

create table reservation_history (
  reservation_id text not null references reservation,
  position int not null,
  status text not null,
  at timestamptz not null,
  reason text not null,
  primary key (reservation_id, position)
);
