package com.parkhold.common.contract;

/** Facts about money, stated by payment-service; in order per reservation. */
public sealed interface PaymentEvent extends Event
        permits CheckoutOpened,
                CheckoutExpired,
                PaymentAuthorized,
                PaymentCaptured,
                PaymentVoided,
                PaymentFailed,
                RefundIssued,
                RefundFailed,
                CreditIssued,
                StayCharged,
                StayChargeDeclined,
                ExitPaid {

    String reservationId();

    @Override
    default String aggregateId() {
        return reservationId();
    }

    @Override
    default String partitionKey() {
        return reservationId();
    }
}
