-- Objects of which it is not certain that the provider's account book and ours say the same. Whatever changes one of the
-- two puts its object here, in the transaction that changes it; only a comparison of both takes it away again.
create table balance_doubt (
  provider_object text primary key,
  -- How often it was tried in vain to put it right since it last changed.
  tries int not null default 0,
  next_look_at timestamptz not null default '-infinity'
);
create index balance_doubt_due on balance_doubt (next_look_at, provider_object);

create function doubt_balance(object text) returns void language sql as $$
  insert into balance_doubt (provider_object) values (object)
  on conflict (provider_object) do update set tries = 0, next_look_at = '-infinity'
$$;

create function doubt_moved() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform doubt_balance(old.provider_object);
  end if;
  if tg_op <> 'DELETE' then
    perform doubt_balance(new.provider_object);
  end if;
  return null;
end $$;

create function doubt_booked() returns trigger language plpgsql as $$
begin
  perform doubt_balance(provider_object)
    from ledger_transaction where lot_id = new.lot_id and id = new.transaction_id;
  return null;
end $$;

-- From here on both books stand still until this is committed.
create trigger provider_movement_doubted after insert or update or delete on provider_movement
  for each row execute function doubt_moved();
create trigger ledger_entry_doubted after insert on ledger_entry
  for each row when (new.account = 'PROVIDER_BALANCE') execute function doubt_booked();

insert into balance_doubt (provider_object)
select distinct coalesce(theirs.provider_object, ours.provider_object)
from (select provider_object, currency, sum(amount_minor) as amount
      from provider_movement where kind <> 'OTHER' group by provider_object, currency) theirs
full join (select provider_object, booked.currency, booked.lot_id, sum(amount_minor) as amount
           from ledger_transaction booked join ledger_entry entry
             on entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
           where account = 'PROVIDER_BALANCE' group by provider_object, booked.currency, booked.lot_id) ours
  on ours.provider_object = theirs.provider_object and ours.currency = theirs.currency
where coalesce(theirs.amount, 0) <> coalesce(ours.amount, 0);
