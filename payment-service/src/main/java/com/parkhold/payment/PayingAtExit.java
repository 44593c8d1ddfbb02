package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ExitPages.Closing;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.DebtTerms;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets a driver who stands at the exit pay what the stay cost beyond its booking, before the barrier opens.
 *
 * <p>One page at a time for a stay: before another amount can be paid, the page for the one before is closed at the
 * provider, and so it is before what is left becomes a debt. Nothing is ever paid twice, and nothing is lost that was
 * paid at the last moment. Asking commits and answers at once; a task talks to the provider.
 */
@Component
public class PayingAtExit {

    /** A page that could not be had for so long is not waited for: the car is not to stand there for our sake. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How often the provider is asked while the car stands there, in case its webhook got lost. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final PaymentRecords records;
    private final ExitPages pages;
    private final Debts debts;
    private final UsingCredit credit;
    private final PaymentGateway gateway;
    private final Ledger ledger;
    private final Stating stating;
    private final ProviderTasks tasks;
    private final PaymentSettings settings;
    private final Clock clock;

    PayingAtExit(
            PaymentRecords records,
            ExitPages pages,
            Debts debts,
            UsingCredit credit,
            PaymentGateway gateway,
            Ledger ledger,
            Stating stating,
            ProviderTasks tasks,
            PaymentSettings settings,
            Clock clock) {
        this.records = records;
        this.pages = pages;
        this.debts = debts;
        this.credit = credit;
        this.gateway = gateway;
        this.ledger = ledger;
        this.stating = stating;
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
        return due.minor() < settings.smallestCharge()
                || (refused && all.getLast().amount().equals(due));
    }

    /** Where a stay is paid now; empty where there is nothing to pay and never was. */
    public Optional<Page> page(String sessionId) {
        List<ExitPage> all = pages.ofSession(sessionId);
        Optional<ExitPage> live = ExitPage.live(all);
        if (live.isEmpty()) {
            return all.isEmpty() ? Optional.empty() : Optional.of(closed(all));
        }
        if (isFresh(live.get())) {
            return Optional.of(pageOf(live.get()));
        }
        try {
            advance(live.get().reservationId());
        } catch (ProviderAwayException away) {
            return Optional.of(new Page.NotYet());
        }
        List<ExitPage> now = pages.ofSession(sessionId);
        return ExitPage.live(now).map(PayingAtExit::pageOf).or(() -> Optional.of(closed(now)));
    }

    /** The stay is over: whatever it cost and was not paid is owed, once no page can be paid any more. */
    public void stayIsOver(
            String reservationId,
            String lotId,
            String sessionId,
            String userId,
            Money charge,
            @Nullable Instant exitedAt) {
        if (charge.isPositive() || !pages.ofSession(sessionId).isEmpty()) {
            close(reservationId, lotId, sessionId, userId, charge, exitedAt);
        }
    }

    private void close(
            String reservationId,
            String lotId,
            String sessionId,
            String userId,
            Money charge,
            @Nullable Instant exitedAt) {
        Closing closing = new Closing(sessionId, reservationId, lotId, userId, charge, exitedAt);
        pages.stayIsOver(closing);
        if (records.find(reservationId).isEmpty()) {
            settle(closing);
            return;
        }
        records.change(reservationId, _ -> {
            Optional<ExitPage> live = ExitPage.live(pages.ofSession(sessionId));
            live.ifPresentOrElse(
                    page -> {
                        pages.close(page);
                        tasks.wake(reservationId);
                    },
                    () -> settle(closing));
        });
    }

    /**
     * Nobody was inside after all: what was paid at the exit is the driver's credit, also if it comes at the last moment.
     * Written down also where there is no page: one may just be asked for, and is not made any more.
     */
    public void stayIsVoid(String reservationId, String lotId, String sessionId) {
        records.find(reservationId)
                .ifPresent(payment -> close(
                        reservationId,
                        lotId,
                        sessionId,
                        payment.userId(),
                        Money.zero(payment.amount().currency()),
                        null));
    }

    /** Does what can be done now at the provider for a payment's pages. */
    void advance(String reservationId) {
        pages.live(reservationId).forEach(this::advance);
        for (Closing closing : pages.closings(reservationId)) {
            records.change(reservationId, _ -> {
                if (ExitPage.live(pages.ofSession(closing.sessionId())).isEmpty()) {
                    settle(closing);
                }
            });
        }
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

    private void advance(ExitPage page) {
        try {
            switch (page.status()) {
                case ASKED -> open(page);
                case OPEN -> see(page, checkout(page));
                case PAID, CLOSED -> {}
            }
        } catch (ProviderAwayException away) {
            if (away.keySpent()) {
                records.change(page.reservationId(), _ -> pages.spendKey(page));
            }
            throw away;
        }
    }

    private CheckoutSnapshot checkout(ExitPage page) {
        String checkoutId = Objects.requireNonNull(page.checkoutId());
        return page.closing() ? gateway.expire(checkoutId, page.key("expire")) : gateway.checkout(checkoutId);
    }

    /** Also where it is to be closed at once: only by its key can a page be found that may have been opened. */
    private void open(ExitPage page) {
        DebtTerms terms =
                new DebtTerms(page.sessionId(), page.reservationId(), page.lotId(), page.amount(), page.expiresAt());
        switch (gateway.openForDebt(terms, page.key("open"))) {
            case Answer.Done<CheckoutSnapshot>(CheckoutSnapshot opened) -> {
                records.change(page.reservationId(), _ -> pages.opened(page, opened));
                pages.live(page.reservationId()).stream()
                        .filter(now -> now.number() == page.number() && now.closing())
                        .forEach(this::advance);
            }
            case Answer.Refused<CheckoutSnapshot> _ -> records.change(page.reservationId(), _ -> pages.refused(page));
        }
    }

    private void see(ExitPage page, CheckoutSnapshot seen) {
        switch (seen.sighting()) {
            case CAPTURED -> records.change(page.reservationId(), payment -> paid(payment, page, seen));
            case EXPIRED, CANCELED -> records.change(page.reservationId(), _ -> pages.closed(page));
            case OPENED, AUTHORIZED, DECLINED -> records.change(page.reservationId(), _ -> pages.answered(page));
        }
    }

    private void paid(Payment payment, ExitPage page, CheckoutSnapshot seen) {
        String intentId = Objects.requireNonNull(seen.intent()).id();
        if (!ledger.post(LedgerKind.STAY_CHARGE, page.lotId(), page.reservationId(), intentId, page.amount())) {
            return;
        }
        pages.paid(page, page.settledUntilIfPaid(clock.instant()));
        List<ExitPage> all = pages.ofSession(page.sessionId());
        Money paid = ExitPage.paid(all, page.amount().currency());
        stating.state(
                payment,
                List.of(
                        new PaymentFact.StayCharged(page.amount()),
                        new PaymentFact.ExitPaid(
                                page.sessionId(), paid, Objects.requireNonNull(ExitPage.settledUntil(all)))));
    }

    private void settle(Closing closing) {
        if (!pages.settle(closing)) {
            return;
        }
        if (closing.isVoid()) {
            giveBack(closing);
            return;
        }
        Money owed = closing.owed(pages.ofSession(closing.sessionId()));
        if (owed.isPositive()) {
            debts.incur(
                    closing.sessionId(),
                    closing.reservationId(),
                    closing.lotId(),
                    closing.userId(),
                    owed,
                    Debts.PAY_AT_EXIT);
        }
    }

    private void giveBack(Closing closing) {
        Money paid = ExitPage.paid(
                pages.ofSession(closing.sessionId()), closing.charge().currency());
        if (paid.isPositive()) {
            Payment payment = records.find(closing.reservationId()).orElseThrow();
            credit.give(payment, "void-stay-" + closing.sessionId(), paid);
            stating.state(payment, new PaymentFact.CreditIssued(payment.userId(), paid));
        }
    }

    /** Whether what is known of it is enough for a driver: whoever has the address may ask as often as they like. */
    private boolean isFresh(ExitPage live) {
        return live.status() == ExitPage.Status.OPEN
                && !live.closing()
                && !clock.instant().isAfter(live.answeredAt().plus(LOOK_EVERY));
    }

    private static Page pageOf(ExitPage live) {
        String url = live.checkoutUrl();
        return url == null || live.closing() ? new Page.NotYet() : new Page.At(url);
    }

    private static Page closed(List<ExitPage> all) {
        return ExitPage.settledUntil(all) == null
                ? new Page.Closed()
                : new Page.Paid(all.getLast().reservationId());
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

    /** Where a driver is sent who follows the display's address. */
    public sealed interface Page {

        /** The provider's page. */
        record At(String url) implements Page {}

        /** It is being opened; asking again is safe. */
        record NotYet() implements Page {}

        record Paid(String reservationId) implements Page {}

        /** Nothing can be paid there any more. */
        record Closed() implements Page {}
    }
}
