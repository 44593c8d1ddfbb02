package com.parkhold.payment.sweep;

import com.parkhold.payment.IntentSnapshot;
import com.parkhold.payment.PaymentSettings;
import com.parkhold.payment.ProviderAwayException;
import com.parkhold.payment.TakingOver;
import com.parkhold.payment.sweep.ProviderBooks.Attempt;
import com.parkhold.payment.sweep.ProviderBooks.Checkout;
import com.parkhold.payment.sweep.ProviderBooks.GivenBack;
import com.parkhold.payment.sweep.ProviderBooks.Stray;
import com.parkhold.payment.sweep.ProviderBooks.StrayKind;
import com.parkhold.payment.sweep.Strays.Known;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for what stands at the provider and has moved no money yet: attempts that hold some, open checkouts, refunds under
 * way. What bears a reservation's name and is not that reservation's is let go or closed. What bears none is nobody's
 * business of ours to end, and is shown to a person ({@link PaymentExceptions}).
 *
 * <p>Each step may be repeated, and several instances may sweep at once.
 */
@Component
class SweepingStrays {

    private static final Logger log = LoggerFactory.getLogger(SweepingStrays.class);

    private final ProviderBooks provider;
    private final Strays strays;
    private final TakingOver takingOver;
    private final PaymentSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private Instant readUntil;

    SweepingStrays(
            ProviderBooks provider,
            Strays strays,
            TakingOver takingOver,
            PaymentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.provider = provider;
        this.strays = strays;
        this.takingOver = takingOver;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        // What came before the last start may not have been read: a checkout lives for a day at most.
        this.readUntil = clock.instant().minus(settings.strayReach());
    }

    /** One reading; what cannot be read or ended now is tried again the next time, and keeps nothing else waiting. */
    @Scheduled(fixedDelayString = "${parkhold.payment.sweep-every}")
    void sweep() {
        try {
            Instant now = clock.instant();
            Instant from = readUntil.minus(settings.sweepOverlap());
            Set<String> seen = new HashSet<>();
            boolean attempts = each(provider.attemptsSince(from), Attempt::createdAt, one -> judge(one, seen));
            boolean checkouts = each(provider.checkoutsSince(from), Checkout::createdAt, one -> judge(one, seen));
            boolean refunds = each(provider.refundsSince(from), GivenBack::createdAt, one -> judge(one, seen));
            strays.open().stream()
                    .filter(known -> !seen.contains(known.id()))
                    .forEach(known -> isDone(() -> lookAgain(known)));
            readUntil = attempts && checkouts && refunds ? now : later(readUntil, now.minus(settings.strayReach()));
        } catch (ProviderAwayException away) {
            log.warn("What stands at the provider could not be read: {}", away.getMessage());
        }
    }

    /** Judges each that is old enough; answers whether all could be. */
    private <T> boolean each(List<T> found, Function<T, Instant> createdAt, Consumer<T> judge) {
        Instant now = clock.instant();
        return found.stream()
                .filter(one -> isRipe(createdAt.apply(one), now))
                .map(one -> isDone(() -> judge.accept(one)))
                .reduce(true, Boolean::logicalAnd);
    }

    private static boolean isDone(Runnable step) {
        try {
            step.run();
            return true;
        } catch (ProviderAwayException away) {
            log.warn("What became of something at the provider is not known yet: {}", away.getMessage());
            return false;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean isRipe(Instant createdAt, Instant now) {
        return createdAt.isBefore(now.minus(settings.sweepPatience()));
    }

    private void judge(Attempt attempt, Set<String> seen) {
        if (attempt.state() != IntentSnapshot.State.HELD) {
            return;
        }
        String reservation = attempt.reservationId();
        if (reservation == null) {
            if (takingOver.ownerOf(null, attempt.intentId()).isEmpty()) {
                show(new Stray(attempt.intentId(), StrayKind.ATTEMPT, attempt.amount(), attempt.createdAt()), seen);
            }
        } else if (takingOver.letGoUnlessKnown(reservation, attempt.intentId())) {
            repaired("held", attempt.intentId(), reservation);
        }
    }

    private void judge(Checkout checkout, Set<String> seen) {
        if (!checkout.isOpen()) {
            return;
        }
        String reservation = checkout.reservationId();
        if (reservation == null) {
            show(new Stray(checkout.id(), StrayKind.CHECKOUT, checkout.amount(), checkout.createdAt()), seen);
        } else if (checkout.isForBooking() && takingOver.closeUnlessKnown(reservation, checkout.id())) {
            repaired("checkout", checkout.id(), reservation);
        }
    }

    private void judge(GivenBack refund, Set<String> seen) {
        if (refund.isPending() && refund.refundId() == null) {
            show(new Stray(refund.id(), StrayKind.REFUND, refund.amount(), refund.createdAt()), seen);
        }
    }

    private void show(Stray stray, Set<String> seen) {
        strays.see(stray);
        seen.add(stray.id());
    }

    private void lookAgain(Known known) {
        if (!provider.isOpen(known.kind(), known.id())) {
            strays.gone(known.id());
        }
    }

    private void repaired(String what, String id, String reservation) {
        log.warn("{} stood open for {} and was known to nobody: ended", id, reservation);
        meters.counter("parkhold.payment.repaired", "what", what).increment();
    }
}
