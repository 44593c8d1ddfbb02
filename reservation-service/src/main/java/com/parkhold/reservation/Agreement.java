package com.parkhold.reservation;

import com.parkhold.common.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/**
 * What was agreed when room was held, worked out to instants and amounts, so that a later change of the lot's tariff or
 * policies changes nothing for this booking.
 *
 * @param amountMinor the price in minor units
 * @param holdExpiresAt until when the room waits for its money
 * @param admittedFrom the first instant at which a gate lets the car in
 * @param admittedUntil until when it may leave at no further charge; its QR token ends here
 * @param noShowFrom from when a car that has not come counts as never coming
 * @param freeUntil the last instant at which the driver cancels for nothing
 * @param cancellationFeeMinor what cancelling costs after that, never more than the price
 * @param noShowRefundMinor what a driver who never came gets back, rounded down
 * @param snapshot tariff and policies as JSON, for those who price and admit the stay
 */
@Embeddable
public record Agreement(
        @Column(name = "lot_name") String lotName,
        @Column(name = "time_zone") String timeZone,
        @Column(name = "spot_class") String spotClass,
        @Column(name = "amount_minor") long amountMinor,
        @Column(name = "currency") String currency,
        @Column(name = "hold_expires_at") Instant holdExpiresAt,
        @Column(name = "admitted_from") Instant admittedFrom,
        @Column(name = "admitted_until") Instant admittedUntil,
        @Column(name = "no_show_from") Instant noShowFrom,
        @Column(name = "free_until") Instant freeUntil,
        @Column(name = "cancellation_fee_minor") long cancellationFeeMinor,
        @Column(name = "no_show_refund_minor") long noShowRefundMinor,

        @Column(name = "terms_snapshot") @ColumnTransformer(write = "?::jsonb")
        String snapshot) {

    public Money price() {
        return new Money(amountMinor, currency);
    }

    /** What cancelling now gives back: everything in good time or when the operator cancels, else all but the fee. */
    public Settlement cancelled(Instant now, boolean byOperator) {
        long fee = byOperator || !now.isAfter(freeUntil) ? 0 : cancellationFeeMinor;
        return new Settlement(amountMinor - fee, fee);
    }

    /** What never coming gives back. */
    public Settlement neverCame() {
        return new Settlement(noShowRefundMinor, amountMinor - noShowRefundMinor);
    }

    /** How the price is divided when the gate lets the car in no more. */
    Settlement settled(Revocation.Cause cause, Instant now) {
        return switch (cause) {
            case CANCELLED_BY_DRIVER -> cancelled(now, false);
            case CANCELLED_BY_OPERATOR -> cancelled(now, true);
            case PAYMENT_FAILED -> Settlement.NOTHING;
            case NO_SHOW -> neverCame();
        };
    }
}
