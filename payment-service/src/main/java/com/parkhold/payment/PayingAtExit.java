package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Lets a driver who stands at the exit pay what the stay cost beyond its booking, before the barrier opens.
 *
 * <p>One page at a time for a stay: before another amount can be paid, the page for the one before is closed at the
 * provider, and so it is before what is left becomes a debt ({@link EndingStays}). Nothing is ever paid twice, and
 * nothing is lost that was paid at the last moment. Asking commits and answers at once; a task talks to the provider
 * ({@link AdvancingExitPages}).
 */
@Component
public class PayingAtExit {

    /** A page that could not be had for so long is not waited for: the car is not to stand there for our sake. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How often the provider is asked while the car stands there, in case its webhook got lost. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final PaymentRecords records;
    private final ExitPages pages;
    private final ProviderTasks tasks;
    private final PaymentSettings settings;
    private final Clock clock;

    PayingAtExit(PaymentRecords records, ExitPages pages, ProviderTasks tasks, PaymentSettings settings, Clock clock) {
        this.records = records;
        this.pages = pages;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How paying stands for a car at the exit, at once; a page is had for it where something is due. Repeating it makes
     * nothing twice.
     *
     * @param charge all that the stay costs beyond its booking
     */
    public Standing ask(String reservationId, String sessionId, Money charge, Instant at, Duration grace) {
        if (records.find(reservationId).isEmpty()) {
            return new Standing.Unavailable();
        }
        return records.locked(reservationId, payment -> {
            List<ExitPage> all = pages.ofSession(sessionId);
            Money paid = ExitPage.paid(all, charge.currency());
            Instant until = ExitPage.settledUntil(all);
            if (until != null && (!at.isAfter(until) || paid.minor() >= charge.minor())) {
                return new Standing.Paid(paid, until);
            }
            Money due = charge.minus(paid);
            if (pages.isOver(sessionId)) {
                return new Standing.Unavailable();
            }
            ExitPage live = ExitPage.live(all).orElse(null);
            if (live != null) {
                return standing(live, due, paid, at);
            }
            if (isRefused(all, due)) {
                return new Standing.Unavailable();
            }
            pages.add(ExitPage.wanted(payment, sessionId, all.size() + 1, due, at, grace, clock.instant()));
            tasks.wake(reservationId);
            return new Standing.Payable(paid, due);
        });
    }

    /** Whether the provider would not open a page, by what is known of it or by what it said to the same amount. */
    private boolean isRefused(List<ExitPage> all, Money due) {
        boolean refused = !all.isEmpty() && all.getLast().refused();
        return due.minor() < settings.smallestCharge(due.currency()).minor()
                || (refused && all.getLast().amount().equals(due));
    }

    private Standing standing(ExitPage live, Money due, Money paid, Instant at) {
        Instant now = clock.instant();
        boolean otherAmount = due.minor() != live.amount().minor() && !live.holdsAt(at);
        if (otherAmount && !live.closing()) {
            pages.close(live);
            tasks.wake(live.reservationId());
        } else if (isAway(live, now)) {
            return new Standing.Unavailable();
        } else if (!live.isUnanswered() && now.isAfter(live.lookedAt().plus(LOOK_EVERY))) {
            pages.look(live);
            tasks.wake(live.reservationId());
        }
        return new Standing.Payable(paid, otherAmount || live.closing() ? due : live.amount());
    }

    private static boolean isAway(ExitPage live, Instant now) {
        boolean changes = live.closing() || live.status() == ExitPage.Status.ASKED;
        return (changes && now.isAfter(live.askedAt().plus(PATIENCE)))
                || (live.isUnanswered() && now.isAfter(live.lookedAt().plus(PATIENCE)));
    }

    /** How paying stands. */
    public sealed interface Standing {

        /** Nothing more is due. */
        record Paid(Money paid, Instant settledUntil) implements Standing {}

        /** It can be paid now, or in a moment. */
        record Payable(Money paid, Money due) implements Standing {}

        /** It cannot be paid now, through no fault of the driver's. */
        record Unavailable() implements Standing {}
    }
}
