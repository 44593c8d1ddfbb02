package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.Funds.CreditState;
import com.parkhold.payment.ledger.Ledger;
import com.parkhold.payment.ledger.LedgerKind;
import com.parkhold.payment.wallet.Wallets;
import org.springframework.stereotype.Component;

/**
 * Pays with what a driver has to their credit: set aside before the checkout opens, spent when the money is taken, the
 * driver's again when nothing comes of it. Every move is booked in the transaction that makes it, under the payment's
 * lock, and may be asked for again.
 */
@Component
class UsingCredit {

    private final Wallets wallets;
    private final Ledger ledger;
    private final PaymentSettings settings;

    UsingCredit(Wallets wallets, Ledger ledger, PaymentSettings settings) {
        this.wallets = wallets;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Sets aside what the wallet has of a payment's currency, before the terms of its checkout are fixed. */
    void hold(Payment payment) {
        Money price = payment.amount();
        if (payment.credit().isPositive() || !price.isPositive()) {
            return;
        }
        Money credit = usable(price, wallets.lock(payment.userId(), price.currency()));
        if (credit.isPositive()) {
            wallets.take(payment.userId(), credit);
            payment.funds().holdCredit(credit.minor());
            post(LedgerKind.CREDIT_HELD, payment, credit);
        }
    }

    /** Follows what became of a payment. */
    void settle(Payment payment) {
        if (!payment.funds().isCredit(CreditState.HELD)) {
            return;
        }
        switch (payment.status()) {
            case NEW, CHECKOUT_OPEN, AUTHORIZED -> {}
            case CAPTURED -> {
                payment.funds().endHold(CreditState.SPENT);
                post(LedgerKind.CREDIT_SPENT, payment, payment.credit());
            }
            case EXPIRED, VOIDED, FAILED -> {
                payment.funds().endHold(CreditState.GIVEN_BACK);
                wallets.put(payment.userId(), payment.credit());
                post(LedgerKind.CREDIT_GIVEN_BACK, payment, payment.credit());
            }
        }
    }

    /** Gives credit, once for each name. */
    void give(Payment payment, String name, Money amount) {
        if (ledger.post(LedgerKind.CREDIT, payment.lotId(), payment.reservationId(), name, amount)) {
            wallets.put(payment.userId(), amount);
        }
    }

    /** What was given under a name, and under those that go on from it with a dash. */
    Money given(Payment payment, String name) {
        return payment.money(ledger.credited(payment.reservationId(), name));
    }

    /** The provider takes no amount that is too small: then less credit is used. */
    private Money usable(Money price, Money available) {
        Money credit = available.atMost(price);
        Money rest = price.minus(credit);
        Money smallest = settings.smallestCharge(price.currency());
        boolean tooSmall = rest.isPositive() && rest.minor() < smallest.minor();
        return tooSmall ? price.minus(smallest).notNegative() : credit;
    }

    private void post(LedgerKind kind, Payment payment, Money amount) {
        ledger.post(kind, payment.lotId(), payment.reservationId(), "credit-" + payment.reservationId(), amount);
    }
}
