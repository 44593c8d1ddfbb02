-- Every message, before it is sent and for ever after: the delivery log.
create table message (
  message_id uuid primary key,
  version bigint not null,
  reservation_id text not null,
  lot_id text not null,
  template text not null,
  channel text not null check (channel in ('EMAIL')),
  recipient text not null,
  subject text not null,
  body text not null,
  status text not null check (status in ('PENDING', 'SENT', 'GIVEN_UP')),
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  traceparent text
);
create index message_due on message (next_attempt_at) where status = 'PENDING';
create index message_of_reservation on message (reservation_id);
