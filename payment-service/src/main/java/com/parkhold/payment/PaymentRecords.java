package com.parkhold.payment;

import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Changes a payment: row locked, outcome booked and stated, one commit. A transaction that is open already is joined.
 */
@Component
class PaymentRecords {

    private static final Logger log = LoggerFactory.getLogger(PaymentRecords.class);

    private final Payments payments;
    private final UsingCredit usingCredit;
    private final Ledger ledger;
    private final Stating stating;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;

    PaymentRecords(
            Payments payments,
            UsingCredit usingCredit,
            Ledger ledger,
            Stating stating,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.payments = payments;
        this.usingCredit = usingCredit;
        this.ledger = ledger;
        this.stating = stating;
        this.transactions = transactions;
        this.meters = meters;
    }

    Optional<Payment> find(String reservationId) {
        return payments.findById(reservationId);
    }

    /** Applies a signal; answers the payment as it is then, and whether it changed. */
    Applied apply(String reservationId, Function<Payment, Outcome> signal) {
        return locked(reservationId, payment -> {
            Outcome outcome = signal.apply(payment);
            if (outcome instanceof Outcome.Refused(String reason)) {
                log.error("Payment {} in {}: {}", reservationId, payment.status(), reason);
                meters.counter("parkhold.payment.contradictions").increment();
            }
            outcome.facts().forEach(fact -> book(payment, fact));
            usingCredit.settle(payment);
            stating.state(payment, outcome.facts());
            return new Applied(payment, outcome instanceof Outcome.Applied);
        });
    }

    /** A payment after a signal. */
    record Applied(Payment payment, boolean changed) {}

    /** Works on a payment under its lock. */
    <T> T locked(String reservationId, Function<Payment, T> work) {
        T result = transactions.execute(_ -> work.apply(payments.findLocked(reservationId)
                .orElseThrow(() -> new IllegalStateException("No payment for reservation " + reservationId))));
        return Objects.requireNonNull(result);
    }

    void change(String reservationId, Consumer<Payment> work) {
        locked(reservationId, payment -> {
            work.accept(payment);
            return true;
        });
    }

    private void book(Payment payment, PaymentFact fact) {
        if (fact instanceof PaymentFact.Captured captured) {
            ledger.post(
                    LedgerKind.CAPTURE,
                    payment.lotId(),
                    payment.reservationId(),
                    Objects.requireNonNull(payment.atProvider().intentId()),
                    captured.amount());
        }
    }
}
