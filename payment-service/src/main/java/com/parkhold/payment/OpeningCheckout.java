package com.parkhold.payment;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Opens and refreshes checkouts while somebody waits for the answer. */
@Component
public class OpeningCheckout {

    private static final Logger log = LoggerFactory.getLogger(OpeningCheckout.class);

    private final Payments payments;
    private final PaymentRecords records;
    private final Advancing advancing;
    private final TransactionOperations transactions;
    private final Clock clock;

    OpeningCheckout(
            Payments payments,
            PaymentRecords records,
            Advancing advancing,
            TransactionOperations transactions,
            Clock clock) {
        this.payments = payments;
        this.records = records;
        this.advancing = advancing;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Opens a checkout; the same order again answers the same one, also while the first is under way. */
    public Checkout open(PaymentOrder order) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(_ -> payments.addIfAbsent(Payment.wanted(order, now), now));
        Payment payment = records.find(order.reservationId()).orElseThrow();
        if (payment.status() != PaymentStatus.EXPIRED && !isFor(order, payment)) {
            return new Checkout.OtherOrder();
        }
        return payment.nextStep() == Step.OPEN_CHECKOUT ? stepped(order.reservationId()) : known(payment);
    }

    private static boolean isFor(PaymentOrder order, Payment payment) {
        return payment.lotId().equals(order.lotId())
                && payment.amount().equals(order.amount())
                && payment.userId().equals(order.userId());
    }

    /** Asks the provider now; empty where there is no such payment. */
    public Optional<Checkout> refresh(String reservationId) {
        return records.find(reservationId).map(_ -> stepped(reservationId));
    }

    private Checkout stepped(String reservationId) {
        try {
            advancing.step(reservationId);
        } catch (ProviderAwayException away) {
            log.warn("Payment {} stays where it is: {}", reservationId, away.getMessage());
            return new Checkout.ProviderAway();
        }
        return known(records.find(reservationId).orElseThrow());
    }

    private static Checkout known(Payment payment) {
        boolean payable =
                payment.status() == PaymentStatus.CHECKOUT_OPEN && payment.instruction() == Instruction.COLLECT;
        return new Checkout.Known(
                payment.status(),
                payable ? payment.atProvider().checkoutId() : null,
                payable ? payment.atProvider().checkoutUrl() : null);
    }

    /** What came of asking for a checkout. */
    public sealed interface Checkout {

        /** What is known of it; with an address where the driver can pay. */
        record Known(
                PaymentStatus status,
                @Nullable String token,
                @Nullable String url) implements Checkout {}

        /** The reservation has a payment for something else. */
        record OtherOrder() implements Checkout {}

        /** The provider does not answer: nothing is lost, and asking again is safe. */
        record ProviderAway() implements Checkout {}
    }
}
