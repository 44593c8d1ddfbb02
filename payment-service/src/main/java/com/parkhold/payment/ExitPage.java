package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A hosted page on which a driver who stands at the exit pays.
 *
 * @param number of the stay's pages, from 1
 * @param quotedAt when the car stood there, by the gate's clock
 * @param grace how long the amount holds from then on, and how long the car may take to leave once it is paid
 * @param closing whether it is to be closed, since another amount is due or the stay is over
 * @param askedAt since when it has been wanted, or been wanted closed, by our clock
 * @param lookedAt when the provider was last to be asked about it
 * @param answeredAt when it last said how the page stands
 * @param refused whether the provider would not open it
 * @param attempt grows with each key that is spent
 * @param settledUntil until when the car may leave, once it is paid
 * @param intentId the attempt that paid it; null too where it was paid before that was kept
 */
record ExitPage(
        String sessionId,
        int number,
        String reservationId,
        String lotId,
        Money amount,
        Instant quotedAt,
        Duration grace,
        Status status,
        boolean closing,
        Instant askedAt,
        Instant lookedAt,
        Instant answeredAt,
        Instant expiresAt,
        int attempt,
        @Nullable String checkoutId,
        @Nullable String checkoutUrl,
        @Nullable Instant settledUntil,
        boolean refused,
        @Nullable String intentId) {

    /** How far it has come. */
    enum Status {
        /** It may exist. */
        ASKED,
        OPEN,
        PAID,
        /** It can be paid no more. */
        CLOSED
    }

    /** What an amount that is due at a time would be paid on. */
    static ExitPage wanted(
            Payment payment,
            String sessionId,
            int number,
            Money amount,
            Instant quotedAt,
            Duration grace,
            Instant now) {
        return new ExitPage(
                sessionId,
                number,
                payment.reservationId(),
                payment.lotId(),
                amount,
                quotedAt,
                grace,
                Status.ASKED,
                false,
                now,
                now,
                now,
                now.plus(PayingDebts.OPEN_FOR),
                0,
                null,
                null,
                null,
                false,
                null);
    }

    /** The one of a stay's pages that may still be paid. */
    static Optional<ExitPage> live(List<ExitPage> all) {
        return all.stream().filter(ExitPage::isLive).findFirst();
    }

    /** What was paid on a stay's pages. */
    static Money paid(List<ExitPage> all, String currency) {
        long minor = all.stream()
                .filter(page -> page.status() == Status.PAID)
                .mapToLong(page -> page.amount().minor())
                .sum();
        return new Money(minor, currency);
    }

    static boolean isAnyPaid(List<ExitPage> all) {
        return all.stream().anyMatch(page -> page.status() == Status.PAID);
    }

    /** Until when what was paid on a stay's pages settles it, if anything was. */
    static @Nullable Instant settledUntil(List<ExitPage> all) {
        return all.stream()
                .map(ExitPage::settledUntil)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Whether it may still be paid. */
    boolean isLive() {
        return status == Status.ASKED || status == Status.OPEN;
    }

    /** Whether the provider was asked, and has not answered since. */
    boolean isUnanswered() {
        return lookedAt.isAfter(answeredAt);
    }

    /** Whether the amount still holds for a car that stands there at a time. */
    boolean holdsAt(Instant at) {
        return !at.isAfter(quotedAt.plus(grace));
    }

    /** Until when the car may leave if it is paid now: a page that was paid late gives no more time than one in time. */
    Instant settledUntilIfPaid(Instant now) {
        Instant latest = quotedAt.plus(grace);
        return (now.isBefore(latest) ? now : latest).plus(grace);
    }

    /** The key of a call about it. */
    String key(String purpose) {
        return "exit-%s-%s-%d-%d".formatted(purpose, sessionId, number, attempt);
    }
}
