-- What stands at the provider under our account, could still move money, and is nobody's that we know.
create table provider_stray (
  id text primary key,
  kind text not null check (kind in ('ATTEMPT', 'CHECKOUT', 'REFUND')),
  amount_minor bigint not null,
  currency char(3) not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  -- Nothing can come of it any more, or it was found to be ours.
  gone_at timestamptz
);
create index provider_stray_open on provider_stray (since) where gone_at is null;
