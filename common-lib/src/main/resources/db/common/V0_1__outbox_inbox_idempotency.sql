-- Events, written in the transaction of their cause. The relay (Debezium EventRouter) reads them from the WAL in
-- commit order; rows stay for a few days, so that a lost replication slot loses no event.
create table outbox (
  id uuid primary key,
  topic text not null,
  partition_key text not null,
  aggregate_id text not null,
  aggregate_version bigint not null,
  type text not null,
  source text not null,
  payload text not null,
  occurred_at timestamptz not null,
  traceparent text
);
create index outbox_occurred_at on outbox (occurred_at);
create publication outbox_publication for table outbox with (publish = 'insert');

-- Events that took effect here: the id is unique, so that a second delivery finds it.
create table inbox (
  event_id uuid primary key,
  type text not null,
  received_at timestamptz not null
);
create index inbox_received_at on inbox (received_at);

-- The newest version seen of each foreign aggregate: tells a gap or an old event.
create table inbox_progress (
  source text not null,
  aggregate_id text not null,
  version bigint not null,
  updated_at timestamptz not null,
  primary key (source, aggregate_id)
);

-- Requests by their idempotency key.
create table idempotency_key (
  scope text not null,
  key text not null,
  fingerprint text not null,
  subject_id text not null,
  leased_until timestamptz not null,
  response_status int,
  response_body text,
  created_at timestamptz not null,
  primary key (scope, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);
