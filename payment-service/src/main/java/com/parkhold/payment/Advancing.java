package com.parkhold.payment;

import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.CheckoutTerms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Brings a payment from where it stands to where its reservation wants it, one provider call at a time: the intent is
 * committed, then the call is made, then what it came to is committed.
 *
 * <p>Any number of these may run for one payment, and any may die at any point: the calls' keys and the payment's
 * transition function make repeating harmless.
 */
@Component
class Advancing {

    /** Stripe wants 30 minutes from its own clock at the moment of the call. */
    private static final Duration CHECKOUT_AT_LEAST = Duration.ofMinutes(32);

    private static final Duration PROVIDER_MINIMUM = Duration.ofMinutes(30);

    /** A payment's whole life is shorter; a longer run is a bug and is put off rather than spun. */
    private static final int MOST_STEPS = 8;

    private final PaymentRecords records;
    private final PaymentGateway gateway;
    private final Refunding refunding;
    private final ChargingStays chargingStays;
    private final PayingDebts payingDebts;
    private final PayingAtExit payingAtExit;
    private final Clock clock;

    Advancing(
            PaymentRecords records,
            PaymentGateway gateway,
            Refunding refunding,
            ChargingStays chargingStays,
            PayingDebts payingDebts,
            PayingAtExit payingAtExit,
            Clock clock) {
        this.records = records;
        this.gateway = gateway;
        this.refunding = refunding;
        this.chargingStays = chargingStays;
        this.payingDebts = payingDebts;
        this.payingAtExit = payingAtExit;
        this.clock = clock;
    }

    /**
     * Does all there is to do now.
     *
     * @throws ProviderAwayException if the provider left something open: do it again later
     */
    void advance(String reservationId) {
        for (int steps = 0; step(reservationId); steps++) {
            if (steps == MOST_STEPS) {
                throw new IllegalStateException("Payment " + reservationId + " does not come to rest");
            }
        }
        refunding.advance(reservationId);
        chargingStays.advance(reservationId);
        payingDebts.advance(reservationId);
        payingAtExit.advance(reservationId);
    }

    /** Does the next step; answers whether the payment changed. */
    boolean step(String reservationId) {
        Payment payment = records.find(reservationId).orElseThrow();
        Step step = payment.nextStep();
        if (!payment.amount().isPositive() && step != Step.CLOSE_UNOPENED) {
            return free(payment, step);
        }
        if (needsIntent(step, payment) && payment.atProvider().intentId() == null) {
            return see(payment, gateway.checkout(checkout(payment)));
        }
        try {
            return switch (step) {
                case REST -> false;
                case OPEN_CHECKOUT -> openCheckout(reservationId);
                case CLOSE_UNOPENED -> closeUnopened(reservationId);
                case EXPIRE_CHECKOUT -> see(payment, gateway.expire(checkout(payment), key("expire", payment)));
                case LOOK -> look(payment);
                case CAPTURE -> capture(payment);
                case VOID -> see(payment, gateway.cancel(intent(payment), key("void", payment)));
            };
        } catch (ProviderAwayException away) {
            if (away.keySpent()) {
                records.change(
                        reservationId,
                        held -> held.atProvider().spend(payment.atProvider().attempt()));
            }
            throw away;
        }
    }

    /** Whether the step names the attempt to take money; where none is known, the checkout names it. */
    private static boolean needsIntent(Step step, Payment payment) {
        return switch (step) {
            case CAPTURE, VOID -> true;
            case LOOK -> payment.status() != PaymentStatus.CHECKOUT_OPEN;
            case REST, OPEN_CHECKOUT, CLOSE_UNOPENED, EXPIRE_CHECKOUT -> false;
        };
    }

    private boolean openCheckout(String reservationId) {
        Payment asking = records.locked(reservationId, payment -> {
            payment.askForCheckout(clock.instant(), CHECKOUT_AT_LEAST);
            return payment;
        });
        Instant expiresAt = Objects.requireNonNull(asking.atProvider().checkoutExpiresAt());
        CheckoutTerms terms = new CheckoutTerms(
                reservationId, asking.lotId(), asking.email(), asking.description(), asking.amount(), expiresAt);
        return switch (gateway.open(terms, key("checkout", asking))) {
            case Answer.Done<CheckoutSnapshot>(CheckoutSnapshot opened) -> see(asking, opened);
            case Answer.Refused<CheckoutSnapshot>(String reason) -> {
                boolean tooLate = expiresAt.isBefore(clock.instant().plus(PROVIDER_MINIMUM));
                yield (tooLate || asking.instruction() != Instruction.COLLECT)
                        ? askAfresh(asking)
                        : apply(asking, payment -> payment.decline(reason, clock.instant()));
            }
        };
    }

    /** What was refused does not exist. */
    private boolean askAfresh(Payment asked) {
        records.change(
                asked.reservationId(),
                payment -> payment.atProvider().spend(asked.atProvider().attempt()));
        return true;
    }

    private boolean closeUnopened(String reservationId) {
        return records.apply(
                reservationId,
                payment -> payment.nextStep() == Step.CLOSE_UNOPENED
                        ? payment.closeUnopened(clock.instant())
                        : new Outcome.Applied(List.of()));
    }

    private boolean look(Payment payment) {
        return payment.status() == PaymentStatus.CHECKOUT_OPEN
                ? see(payment, gateway.checkout(checkout(payment)))
                : see(payment, gateway.intent(intent(payment)));
    }

    private boolean capture(Payment payment) {
        return switch (gateway.capture(intent(payment), key("capture", payment))) {
            case Answer.Done<IntentSnapshot>(IntentSnapshot taken) -> see(payment, taken);
            case Answer.Refused<IntentSnapshot>(String reason) -> giveUpCapture(payment, reason);
        };
    }

    /** Before anybody is told that there is no money, the provider must not be able to take it any more. */
    private boolean giveUpCapture(Payment payment, String reason) {
        IntentSnapshot left = gateway.cancel(intent(payment), key("void", payment));
        return left.state() == IntentSnapshot.State.TAKEN
                ? see(payment, left)
                : apply(payment, declined -> declined.decline(reason, clock.instant()));
    }

    /** A stay that costs nothing needs no provider. */
    private boolean free(Payment payment, Step step) {
        return switch (step) {
            case OPEN_CHECKOUT -> see(payment, nothing(payment, IntentSnapshot.State.HELD));
            case CAPTURE -> see(payment, nothing(payment, IntentSnapshot.State.TAKEN));
            case VOID -> see(payment, nothing(payment, IntentSnapshot.State.CANCELED));
            case CLOSE_UNOPENED, EXPIRE_CHECKOUT, LOOK, REST -> false;
        };
    }

    private static IntentSnapshot nothing(Payment payment, IntentSnapshot.State state) {
        String id = "free-" + payment.reservationId();
        return new IntentSnapshot(id, state, 0, 0, payment.amount().currency(), null, null, null);
    }

    private boolean see(Payment payment, CheckoutSnapshot seen) {
        return apply(payment, changing -> changing.see(seen, clock.instant()));
    }

    private boolean see(Payment payment, IntentSnapshot seen) {
        return apply(payment, changing -> changing.see(seen, clock.instant()));
    }

    private boolean apply(Payment payment, Function<Payment, Outcome> signal) {
        return records.apply(payment.reservationId(), signal);
    }

    private static String key(String purpose, Payment payment) {
        return "%s-%s-%d"
                .formatted(
                        purpose, payment.reservationId(), payment.atProvider().attempt());
    }

    private static String checkout(Payment payment) {
        return Objects.requireNonNull(payment.atProvider().checkoutId());
    }

    private static String intent(Payment payment) {
        return Objects.requireNonNull(payment.atProvider().intentId());
    }
}
