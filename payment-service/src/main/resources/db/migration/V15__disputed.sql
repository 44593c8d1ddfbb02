-- What of the card's money a bank took back for its owner: it is not credited to them too.
alter table payment add column disputed_minor bigint not null default 0;
update payment set disputed_minor = taken.minor
from (select dispute.intent_id, sum(entry.amount_minor) as minor
      from dispute
      join ledger_transaction booked on booked.provider_object = dispute.id
      join ledger_entry entry on entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
      where entry.account = 'DISPUTED' group by dispute.intent_id) taken
where taken.intent_id = payment.intent_id;
