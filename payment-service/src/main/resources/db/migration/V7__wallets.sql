-- What drivers have to their credit and have not spent. The books say the same, added up (DRIVER_CREDIT).
create table wallet (
  user_id text not null,
  currency char(3) not null,
  available_minor bigint not null check (available_minor >= 0),
  updated_at timestamptz not null,
  primary key (user_id, currency)
);

-- The part of a payment that its driver's credit pays: held with the checkout, spent with the capture.
alter table payment add column credit_minor bigint not null default 0 check (credit_minor between 0 and amount_minor);
alter table payment add column credit_state text check (credit_state in ('HELD', 'SPENT', 'GIVEN_BACK'));
-- What was promised back of the credit that was spent.
alter table payment add column credit_returned_minor bigint not null default 0
  check (credit_returned_minor between 0 and credit_minor);
alter table payment add constraint payment_credit_returned_check
  check (credit_returned_minor = 0 or credit_state = 'SPENT');
create index payment_user on payment (user_id);

-- The part of a refund that goes to the wallet; amount_minor is what goes to the card.
alter table refund add column credit_minor bigint not null default 0 check (credit_minor >= 0);
update refund set credit_minor = amount_minor, amount_minor = 0 where destination = 'CREDIT';
alter table refund add constraint refund_parts_check check (amount_minor + credit_minor <= requested_minor);

alter table ledger_transaction drop constraint ledger_transaction_kind_check;
alter table ledger_transaction add constraint ledger_transaction_kind_check
  check (kind in ('CAPTURE', 'REFUND', 'REFUND_REVERSED', 'CREDIT', 'STAY_CHARGE', 'DISPUTE', 'DISPUTE_REVERSED',
                  'CREDIT_HELD', 'CREDIT_SPENT', 'CREDIT_GIVEN_BACK'));
alter table ledger_entry drop constraint ledger_entry_account_check;
alter table ledger_entry add constraint ledger_entry_account_check
  check (account in ('PROVIDER_BALANCE', 'PARKING_REVENUE', 'OVERSTAY_REVENUE', 'DRIVER_CREDIT', 'CREDIT_HELD',
                     'DISPUTED'));
create index ledger_transaction_reservation on ledger_transaction (reservation_id);

-- Credits that were given before they could be spent.
insert into wallet (user_id, currency, available_minor, updated_at)
select payment.user_id, refund.currency, sum(refund.credit_minor), now()
from refund join payment using (reservation_id)
where refund.status = 'SUCCEEDED' and refund.credit_minor > 0
group by payment.user_id, refund.currency;
