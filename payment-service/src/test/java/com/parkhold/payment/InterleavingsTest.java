package com.parkhold.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.parkhold.payment.ledger.RememberedLedger.Posting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Booking, paying, expiring, cancelling, confirming, polling, crashing: in any order, with every call to the provider
 * failing now and then. Each history comes from a seed; a failure prints it, and {@code -Dhistory.seed=N} plays that one
 * alone and prints what happened.
 */
class InterleavingsTest {

    private static final int HISTORIES = Integer.getInteger("histories", 100_000);
    private static final int STEPS = 40;

    @Test
    void losesNoMoneyAndKeepsNoneInAnyHistory() {
        ((Logger) LoggerFactory.getLogger("com.parkhold.payment")).setLevel(Level.OFF);
        @Nullable Long alone = Long.getLong("history.seed");
        if (alone != null) {
            assertThat(objections(alone, new ConcurrentHashMap<>())).isEmpty();
            return;
        }
        Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();
        List<String> failures = LongStream.range(0, HISTORIES)
                .parallel()
                .mapToObj(seed -> objections(seed, reached))
                .filter(objection -> !objection.isEmpty())
                .limit(10)
                .toList();
        assertThat(failures).isEmpty();
        assertThat(reached.keySet()).contains(everyEnd());
    }

    private static String[] everyEnd() {
        return new String[] {
            "COMPLETED CAPTURED",
            "COMPLETED FAILED",
            "NO_SHOW CAPTURED",
            "CANCELLED CAPTURED",
            "CANCELLED VOIDED",
            "CANCELLED EXPIRED",
            "CANCELLED FAILED",
            "EXPIRED EXPIRED",
            "EXPIRED VOIDED",
            "REJECTED EXPIRED",
            "credit alone",
            "credit beside the card",
            "credit given back",
            "given back past us",
            "made up for what came back"
        };
    }

    private static String objections(long seed, Map<String, AtomicInteger> reached) {
        History history = new History(seed, Long.getLong("history.seed") != null);
        try {
            history.live(STEPS);
            String end = history.booking.status() + " "
                    + history.payment()
                            .map(Payment::status)
                            .map(PaymentStatus::name)
                            .orElse("NONE");
            reach(reached, end);
            credit(history).ifPresent(how -> reach(reached, how));
            givenBackPastUs(history).ifPresent(how -> reach(reached, how));
            List<String> objections = Reckoning.of(history);
            return objections.isEmpty() ? "" : told(seed, history, String.join("; ", objections));
        } catch (RuntimeException | AssertionError failure) {
            return told(seed, history, failure.toString());
        }
    }

    private static Optional<String> credit(History history) {
        return history.payment()
                .filter(payment -> payment.credit().isPositive())
                .map(payment -> payment.status() != PaymentStatus.CAPTURED
                        ? "credit given back"
                        : payment.captured().isPositive() ? "credit beside the card" : "credit alone");
    }

    private static Optional<String> givenBackPastUs(History history) {
        boolean madeUp = history.store.postings.stream()
                .map(Posting::providerObject)
                .anyMatch(name -> name.matches(History.RESERVATION + "-[a-z_]+-\\d+"));
        boolean pastUs = history.provider.refunds.values().stream().anyMatch(back -> back.refundId == null);
        return madeUp
                ? Optional.of("made up for what came back")
                : pastUs ? Optional.of("given back past us") : Optional.empty();
    }

    private static void reach(Map<String, AtomicInteger> reached, String end) {
        reached.computeIfAbsent(end, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static String told(long seed, History history, String what) {
        return "history.seed=%d: %s (%s)%n%s"
                .formatted(seed, what, history.fingerprint(), String.join("\n", history.log));
    }
}
