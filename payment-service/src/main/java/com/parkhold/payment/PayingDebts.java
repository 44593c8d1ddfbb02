package com.parkhold.payment;

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
import org.springframework.stereotype.Component;

/**
 * Lets drivers pay what they owe on a hosted page: one page at a time for a debt, and none while the stored card is being
 * asked, so that it is never taken twice.
 */
@Component
public class PayingDebts {

    /** Stripe wants 30 minutes from its own clock at the moment of the call. */
    static final Duration OPEN_FOR = Duration.ofMinutes(32);

    private static final String TOO_SMALL = "AMOUNT_TOO_SMALL";

    private final PaymentRecords records;
    private final Debts debts;
    private final StayCharges charges;
    private final PaymentGateway gateway;
    private final Ledger ledger;
    private final Stating stating;
    private final Clock clock;

    PayingDebts(
            PaymentRecords records,
            Debts debts,
            StayCharges charges,
            PaymentGateway gateway,
            Ledger ledger,
            Stating stating,
            Clock clock) {
        this.records = records;
        this.debts = debts;
        this.charges = charges;
        this.gateway = gateway;
        this.ledger = ledger;
        this.stating = stating;
        this.clock = clock;
    }

    /** What somebody owes, oldest first. */
    public List<Debt> of(String userId) {
        return debts.of(userId);
    }

    /** A page on which a debt can be paid; asking again answers the same page while it is open. */
    public Page open(String sessionId, String userId) {
        return debts.find(sessionId)
                .filter(debt -> debt.userId().equals(userId))
                .flatMap(this::readied)
                .map(this::page)
                .orElseGet(Page.NoDebt::new);
    }

    /** Sees what became of the pages of a payment's debts. */
    void advance(String reservationId) {
        debts.withCheckout(reservationId)
                .forEach(debt -> see(debt, gateway.checkout(Objects.requireNonNull(debt.checkoutId()))));
    }

    /** The debt as it is once a page may exist; unchanged while the card is being asked, empty once it is paid. */
    private Optional<Debt> readied(Debt debt) {
        Instant until = clock.instant().plus(OPEN_FOR);
        return records.locked(debt.reservationId(), _ -> {
            boolean beingTaken = charges.findById(debt.sessionId())
                    .filter(StayCharge::isOpen)
                    .isPresent();
            if (!beingTaken) {
                debts.askForCheckout(debt.sessionId(), until);
            }
            return debts.find(debt.sessionId());
        });
    }

    private Page page(Debt debt) {
        Instant until = debt.checkoutExpiresAt();
        String url = debt.checkoutUrl();
        if (until == null) {
            return new Page.BeingTaken();
        }
        return url == null ? asked(debt, until) : new Page.Open(debt, url);
    }

    private Page asked(Debt debt, Instant until) {
        DebtTerms terms = new DebtTerms(debt.sessionId(), debt.reservationId(), debt.lotId(), debt.amount(), until);
        try {
            String key = "debt-%s-%d".formatted(debt.sessionId(), debt.checkoutAttempt());
            return switch (gateway.openForDebt(terms, key)) {
                case Answer.Done<CheckoutSnapshot>(CheckoutSnapshot opened) -> opened(debt, opened);
                case Answer.Refused<CheckoutSnapshot>(String reason) -> {
                    Page later = givenUp(debt);
                    yield reason.equals(TOO_SMALL) ? new Page.TooSmall() : later;
                }
            };
        } catch (ProviderAwayException away) {
            return away.keySpent() ? givenUp(debt) : new Page.ProviderAway();
        }
    }

    private Page opened(Debt debt, CheckoutSnapshot opened) {
        String url = opened.url();
        if (url == null) {
            return givenUp(debt);
        }
        records.change(debt.reservationId(), _ -> debts.keepCheckout(debt.sessionId(), opened.id(), url));
        return new Page.Open(debt, url);
    }

    private Page givenUp(Debt debt) {
        records.change(debt.reservationId(), _ -> debts.forgetCheckout(debt));
        return new Page.ProviderAway();
    }

    private void see(Debt debt, CheckoutSnapshot seen) {
        switch (seen.sighting()) {
            case CAPTURED ->
                records.change(debt.reservationId(), payment -> {
                    String intentId = Objects.requireNonNull(seen.intent()).id();
                    if (ledger.post(
                            LedgerKind.STAY_CHARGE, debt.lotId(), debt.reservationId(), intentId, debt.amount())) {
                        stating.state(payment, new PaymentFact.StayCharged(debt.amount()));
                    }
                    debts.settle(debt.sessionId());
                });
            case EXPIRED, CANCELED -> records.change(debt.reservationId(), _ -> debts.forgetCheckout(debt));
            case OPENED, AUTHORIZED, DECLINED -> {}
        }
    }

    /** What came of asking for a page. */
    public sealed interface Page {

        /** It can be paid there. */
        record Open(Debt debt, String url) implements Page {}

        /** Nobody knows of such a debt of this driver's, or it is paid. */
        record NoDebt() implements Page {}

        /** The stored card is being asked: soon there is a debt no more, or a page. */
        record BeingTaken() implements Page {}

        /** The provider takes no amount as small as this. */
        record TooSmall() implements Page {}

        /** The provider does not answer; asking again is safe. */
        record ProviderAway() implements Page {}
    }
}
