package com.parkhold.payment;

import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.CheckoutTerms;
import com.parkhold.payment.PaymentRecords.Applied;
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
    private final OpenMatters matters;
    private final UsingCredit usingCredit;
    private final Refunding refunding;
    private final ChargingStays chargingStays;
    private final PayingDebts payingDebts;
    private final AdvancingExitPages exitPages;
    private final Clock clock;

    Advancing(
            PaymentRecords records,
            PaymentGateway gateway,
            OpenMatters matters,
            UsingCredit usingCredit,
            Refunding refunding,
            ChargingStays chargingStays,
            PayingDebts payingDebts,
            AdvancingExitPages exitPages,
            Clock clock) {
        this.records = records;
        this.gateway = gateway;
        this.matters = matters;
        this.usingCredit = usingCredit;
        this.refunding = refunding;
        this.chargingStays = chargingStays;
        this.payingDebts = payingDebts;
        this.exitPages = exitPages;
        this.clock = clock;
    }

    /**
     * Does all there is to do now.
     *
     * @throws ProviderAwayException if the provider left something open: do it again later
     */
    void advance(String reservationId) {
        Payment payment = comeToRest(reservationId);
        if (payment.owed().isPositive() || Refunding.owesTheRest(payment) || matters.isAnyOpen(reservationId)) {
            refunding.advance(reservationId);
            chargingStays.advance(reservationId);
            payingDebts.advance(reservationId);
            exitPages.advance(reservationId);
        }
    }

    /** What the provider has just said is not asked for again. */
    private Payment comeToRest(String reservationId) {
        Applied last = new Applied(records.find(reservationId).orElseThrow(), true);
        for (int steps = 0; last.changed(); steps++) {
            Step next = last.payment().nextStep();
            if (next == Step.REST || (next == Step.LOOK && steps > 0)) {
                break;
            }
            if (steps == MOST_STEPS) {
                throw new IllegalStateException("Payment " + reservationId + " does not come to rest");
            }
            last = step(last.payment());
        }
        return last.payment();
    }

    /** Does the next step. */
    void step(String reservationId) {
        step(records.find(reservationId).orElseThrow());
    }

    private Applied step(Payment payment) {
        Step step = payment.nextStep();
        if (!payment.due().isPositive()) {
            return withoutProvider(payment, step);
        }
        if (needsIntent(step, payment) && payment.atProvider().intentId() == null) {
            return see(payment, gateway.checkout(checkout(payment)));
        }
        try {
            return switch (step) {
                case REST -> new Applied(payment, false);
                case OPEN_CHECKOUT -> openCheckout(payment.reservationId());
                case CLOSE_UNOPENED -> closeUnopened(payment);
                case EXPIRE_CHECKOUT -> see(payment, gateway.expire(checkout(payment), key("expire", payment)));
                case LOOK -> look(payment);
                case CAPTURE -> capture(payment);
                case VOID -> release(payment);
            };
        } catch (ProviderAwayException away) {
            if (away.keySpent()) {
                spend(payment);
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

    private Applied openCheckout(String reservationId) {
        Payment asking = records.locked(reservationId, payment -> {
            if (payment.nextStep() == Step.OPEN_CHECKOUT
                    && !payment.atProvider().isAsked()) {
                usingCredit.hold(payment);
                payment.atProvider().ask(clock.instant(), payment.holdExpiresAt(), CHECKOUT_AT_LEAST);
            }
            return payment;
        });
        if (asking.nextStep() != Step.OPEN_CHECKOUT) {
            return new Applied(asking, true);
        }
        if (!asking.due().isPositive()) {
            return withoutProvider(asking, Step.OPEN_CHECKOUT);
        }
        Instant expiresAt = Objects.requireNonNull(asking.atProvider().checkoutExpiresAt());
        CheckoutTerms terms = new CheckoutTerms(
                reservationId,
                asking.lotId(),
                asking.email(),
                asking.description(),
                asking.due(),
                expiresAt,
                asking.atProvider().methods());
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
    private Applied askAfresh(Payment asked) {
        return new Applied(spend(asked), true);
    }

    private Payment spend(Payment asked) {
        return records.locked(asked.reservationId(), payment -> {
            payment.atProvider().spend(asked.atProvider().attempt());
            return payment;
        });
    }

    private Applied closeUnopened(Payment unopened) {
        return apply(
                unopened,
                payment -> payment.nextStep() == Step.CLOSE_UNOPENED
                        ? payment.closeUnopened(clock.instant())
                        : new Outcome.Applied(List.of()));
    }

    private Applied look(Payment payment) {
        return payment.status() == PaymentStatus.CHECKOUT_OPEN
                ? see(payment, gateway.checkout(checkout(payment)))
                : see(payment, gateway.intent(intent(payment)));
    }

    private Applied capture(Payment payment) {
        return switch (gateway.capture(intent(payment), key("capture", payment))) {
            case Answer.Done<IntentSnapshot>(IntentSnapshot taken) -> see(payment, taken);
            case Answer.Refused<IntentSnapshot>(String reason) -> giveUpCapture(payment, reason);
        };
    }

    /** Before anybody is told that there is no money, the provider must not be able to take it any more. */
    private Applied giveUpCapture(Payment payment, String reason) {
        IntentSnapshot left = letGo(payment);
        return switch (left.state()) {
            case TAKEN -> see(payment, left);
            case UNPAID, CANCELED -> apply(payment, declined -> declined.decline(reason, clock.instant()));
            case HELD, PROCESSING -> throw isNotLetGo(left);
        };
    }

    private Applied release(Payment payment) {
        IntentSnapshot left = letGo(payment);
        return switch (left.state()) {
            case TAKEN, CANCELED -> see(payment, left);
            case UNPAID, HELD, PROCESSING -> throw isNotLetGo(left);
        };
    }

    private IntentSnapshot letGo(Payment payment) {
        return gateway.cancel(intent(payment), key("void", payment));
    }

    /** It is asked again, and not under a key to which it would go on refusing. */
    private static ProviderAwayException isNotLetGo(IntentSnapshot left) {
        return new ProviderAwayException(
                "The provider does not let go of what is " + left.state(), true, new IllegalStateException(left.id()));
    }

    /** What costs nothing, or is paid by credit alone, needs no provider: what is wanted is so, if it still is. */
    private Applied withoutProvider(Payment payment, Step step) {
        return switch (step) {
            case OPEN_CHECKOUT -> settle(payment, step, IntentSnapshot.State.HELD);
            case CAPTURE -> settle(payment, step, IntentSnapshot.State.TAKEN);
            case VOID -> settle(payment, step, IntentSnapshot.State.CANCELED);
            case CLOSE_UNOPENED -> closeUnopened(payment);
            case EXPIRE_CHECKOUT, LOOK, REST -> new Applied(payment, false);
        };
    }

    private Applied settle(Payment payment, Step wanted, IntentSnapshot.State state) {
        return apply(
                payment,
                current -> current.nextStep() == wanted
                        ? current.see(nothing(current, state), clock.instant())
                        : new Outcome.Applied(List.of()));
    }

    private static IntentSnapshot nothing(Payment payment, IntentSnapshot.State state) {
        String id = "free-" + payment.reservationId();
        return new IntentSnapshot(id, state, 0, 0, payment.amount().currency(), null, null, null);
    }

    private Applied see(Payment payment, CheckoutSnapshot seen) {
        return apply(payment, changing -> changing.see(seen, clock.instant()));
    }

    private Applied see(Payment payment, IntentSnapshot seen) {
        return apply(payment, changing -> changing.see(seen, clock.instant()));
    }

    private Applied apply(Payment payment, Function<Payment, Outcome> signal) {
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
