-- The provider's events as they came, by webhook or found by the sweep.
create table provider_notice (
  event_id text primary key,
  type text not null,
  api_version text,
  happened_at timestamptz not null,
  found_by text not null check (found_by in ('WEBHOOK', 'SWEEP')),
  object_id text,
  intent_id text,
  reservation_id text,
  payload text not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  outcome text check (outcome in ('APPLIED', 'UNRELATED', 'UNKNOWN_PAYMENT')),
  worked_at timestamptz,
  traceparent text
);
create index provider_notice_open on provider_notice (due_at) where worked_at is null;
create index provider_notice_received on provider_notice (received_at);

-- How far the provider's list of events has been read.
create table notice_sweep (
  id int primary key check (id = 1),
  swept_until timestamptz not null
);
