package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ExitPages.Closing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What becomes of a stay that is over, or never was one, and was to be paid at the exit: what was not paid is owed, what
 * was paid for nothing is given back. Neither before its page can be paid no more.
 */
@Component
public class EndingStays {

    private final PaymentRecords records;
    private final ExitPages pages;
    private final Debts debts;
    private final UsingCredit credit;
    private final Stating stating;
    private final ProviderTasks tasks;

    EndingStays(
            PaymentRecords records,
            ExitPages pages,
            Debts debts,
            UsingCredit credit,
            Stating stating,
            ProviderTasks tasks) {
        this.records = records;
        this.pages = pages;
        this.debts = debts;
        this.credit = credit;
        this.stating = stating;
        this.tasks = tasks;
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

    /**
     * Settles a stay that is over, unless one of its pages may still be paid. Under the lock of its payment.
     *
     * @param backMinor what the provider gave back already of what was paid on its pages
     */
    void settleIfClosed(Closing closing, long backMinor) {
        if (ExitPage.live(pages.ofSession(closing.sessionId())).isEmpty()) {
            settle(closing, backMinor);
        }
    }

    /**
     * A refund past us of what was paid at an exit came back: the void stays of its reservation are settled once more.
     * Under the lock of its payment.
     */
    void refundCameBack(String reservationId) {
        if (pages.openVoid(reservationId)) {
            tasks.wake(reservationId);
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
            settle(closing, 0);
            return;
        }
        records.change(reservationId, _ -> {
            List<ExitPage> all = pages.ofSession(sessionId);
            ExitPage.live(all).ifPresent(pages::close);
            boolean asksProvider = ExitPage.live(all).isPresent() || (closing.isVoid() && ExitPage.isAnyPaid(all));
            if (asksProvider) {
                tasks.wake(reservationId);
            } else {
                settle(closing, 0);
            }
        });
    }

    private void settle(Closing closing, long backMinor) {
        if (!pages.settle(closing)) {
            return;
        }
        if (closing.isVoid()) {
            giveBack(closing, backMinor);
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

    /** What was paid and is neither back nor credited; each credit has a name of its own, by what was credited before. */
    private void giveBack(Closing closing, long backMinor) {
        Money paid = ExitPage.paid(
                pages.ofSession(closing.sessionId()), closing.charge().currency());
        if (!paid.isPositive()) {
            return;
        }
        Payment payment = records.find(closing.reservationId()).orElseThrow();
        String name = "void-stay-" + closing.sessionId();
        Money given = credit.given(payment, name);
        Money left = new Money(paid.minor() - backMinor - given.minor(), paid.currency()).notNegative();
        if (left.isPositive()) {
            credit.give(payment, given.isPositive() ? name + "-" + given.minor() : name, left);
            stating.state(payment, new PaymentFact.CreditIssued(payment.userId(), left));
        }
    }
}
