-- What of its price a stay is let off: it goes back where it was taken, and is not owed where it could not be.
alter table payment add column let_off_minor bigint not null default 0 check (let_off_minor >= 0);
update payment set let_off_minor = refund.requested_minor
from refund
where refund.reservation_id = payment.reservation_id and refund.purpose = 'EARLY_DEPARTURE' and payment.status = 'AUTHORIZED';
