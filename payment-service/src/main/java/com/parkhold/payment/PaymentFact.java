package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Instant;

/** Something that became true about a reservation's money. Published inside the transaction that made it true. */
public sealed interface PaymentFact {

    /** The driver can pay. */
    record CheckoutOpened(String token, String url) implements PaymentFact {}

    /** No money can come any more. */
    record CheckoutExpired() implements PaymentFact {}

    /** The amount is held. */
    record Authorized(Money amount, Instant at) implements PaymentFact {}

    /** The amount is taken. */
    record Captured(Money amount) implements PaymentFact {}

    /** What was held is let go. */
    record Voided(Money amount) implements PaymentFact {}

    /** There is no money for this reservation and none will come. */
    record Failed(String reason) implements PaymentFact {}

    /** The provider accepted a refund. */
    record RefundIssued(String refundId, Money amount, RefundPurpose purpose) implements PaymentFact {}

    /** A refund failed for good. */
    record RefundFailed(String refundId, Money amount, String reason) implements PaymentFact {}

    /** A credit was given instead of a refund. */
    record CreditIssued(String userId, Money amount) implements PaymentFact {}

    /** The stored card paid for the overstay. */
    record StayCharged(Money amount) implements PaymentFact {}

    /** The stored card did not. */
    record StayChargeDeclined(Money amount, String reason) implements PaymentFact {}

    /** What was due at the exit was paid there; with all that was paid for the stay, and until when its car may leave. */
    record ExitPaid(String sessionId, Money paid, Instant settledUntil) implements PaymentFact {}

    /**
     * A fact with the payment that it belongs to.
     *
     * @param version grows with each fact of the same payment
     */
    record Stated(String reservationId, String lotId, PaymentFact fact, long version) {}
}
