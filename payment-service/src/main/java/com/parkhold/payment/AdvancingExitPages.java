package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.ExitPages.Closing;
import com.parkhold.payment.PaymentGateway.Answer;
import com.parkhold.payment.PaymentGateway.DebtTerms;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Does at the provider what the pages of stays that are paid at the exit need next: opens, sees and closes them. */
@Component
class AdvancingExitPages {

    private final PaymentRecords records;
    private final ExitPages pages;
    private final EndingStays ending;
    private final GivenBackElsewhere elsewhere;
    private final PaymentGateway gateway;
    private final Ledger ledger;
    private final Stating stating;
    private final Clock clock;

    AdvancingExitPages(
            PaymentRecords records,
            ExitPages pages,
            EndingStays ending,
            GivenBackElsewhere elsewhere,
            PaymentGateway gateway,
            Ledger ledger,
            Stating stating,
            Clock clock) {
        this.records = records;
        this.pages = pages;
        this.ending = ending;
        this.elsewhere = elsewhere;
        this.gateway = gateway;
        this.ledger = ledger;
        this.stating = stating;
        this.clock = clock;
    }

    /** Does what can be done now at the provider for a payment's pages. */
    void advance(String reservationId) {
        pages.live(reservationId).forEach(this::advance);
        for (Closing closing : pages.closings(reservationId)) {
            List<RefundSnapshot> back = closing.isVoid() ? givenBack(pages.ofSession(closing.sessionId())) : List.of();
            if (!GivenBackElsewhere.isAnyOnItsWay(back)) {
                records.change(
                        reservationId, payment -> ending.settleIfClosed(closing, elsewhere.bookOfStay(payment, back)));
            }
        }
    }

    /**
     * What the provider gave back, without us, of what was paid on a stay's pages. As long as some of it is on its way, the
     * stay is not settled but asked about again, since what does not arrive is the driver's credit.
     */
    private List<RefundSnapshot> givenBack(List<ExitPage> all) {
        return all.stream()
                .filter(page -> page.status() == ExitPage.Status.PAID)
                .map(this::intentOf)
                .flatMap(Optional::stream)
                .map(gateway::refunds)
                .flatMap(List::stream)
                .toList();
    }

    private Optional<String> intentOf(ExitPage paid) {
        return Optional.ofNullable(paid.intentId())
                .or(() -> Optional.ofNullable(paid.checkoutId())
                        .map(checkout -> gateway.checkout(checkout).intent())
                        .map(IntentSnapshot::id));
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
        pages.paid(page, intentId, page.settledUntilIfPaid(clock.instant()));
        List<ExitPage> all = pages.ofSession(page.sessionId());
        Money paid = ExitPage.paid(all, page.amount().currency());
        stating.state(
                payment,
                List.of(
                        new PaymentFact.StayCharged(page.amount()),
                        new PaymentFact.ExitPaid(
                                page.sessionId(), paid, Objects.requireNonNull(ExitPage.settledUntil(all)))));
    }
}
