package com.parkhold.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What there is to state when a payment has come to a status, and when somebody asks how it stands. */
final class PaymentFacts {

    private PaymentFacts() {}

    /** The news, in order; an authorisation is always stated before its capture. */
    static List<PaymentFact> of(Payment payment, PaymentStatus before) {
        return switch (payment.status()) {
            case NEW -> throw new IllegalStateException("nothing leads back to NEW");
            case CHECKOUT_OPEN -> opened(payment);
            case AUTHORIZED -> payment.isCalledOff() ? List.of() : authorized(payment);
            case CAPTURED -> captured(payment, before);
            case EXPIRED -> expired(payment);
            case VOIDED -> voided(payment, before);
            case FAILED -> List.of(new PaymentFact.Failed(payment.reasonOfNoMoney()));
        };
    }

    /** How it stands, for whoever ended the hold and waits for the answer. */
    static List<PaymentFact> standing(Payment payment) {
        return switch (payment.status()) {
            case NEW, CHECKOUT_OPEN -> List.of();
            case AUTHORIZED, CAPTURED -> payment.isCalledOff() ? List.of() : authorized(payment);
            case EXPIRED, VOIDED -> List.of(new PaymentFact.CheckoutExpired());
            case FAILED -> List.of(new PaymentFact.Failed(payment.reasonOfNoMoney()));
        };
    }

    private static List<PaymentFact> opened(Payment payment) {
        String token = payment.atProvider().checkoutId();
        String url = payment.atProvider().checkoutUrl();
        return token == null || url == null || payment.instruction() != Instruction.COLLECT
                ? List.of()
                : List.of(new PaymentFact.CheckoutOpened(token, url));
    }

    private static List<PaymentFact> authorized(Payment payment) {
        Instant at = payment.authorizedAt();
        return at == null ? List.of() : List.of(new PaymentFact.Authorized(payment.amount(), at));
    }

    private static List<PaymentFact> captured(Payment payment, PaymentStatus before) {
        List<PaymentFact> facts = new ArrayList<>();
        if (before != PaymentStatus.AUTHORIZED && !payment.isCalledOff()) {
            facts.addAll(authorized(payment));
        }
        facts.add(new PaymentFact.Captured(payment.captured()));
        return facts;
    }

    /** Whoever still waits for an authorisation that was let go before it was seen is told that none will come. */
    private static List<PaymentFact> voided(Payment payment, PaymentStatus before) {
        PaymentFact letGo = new PaymentFact.Voided(payment.due());
        return before == PaymentStatus.AUTHORIZED ? List.of(letGo) : List.of(letGo, new PaymentFact.CheckoutExpired());
    }

    private static List<PaymentFact> expired(Payment payment) {
        return payment.instruction() == Instruction.CAPTURE
                ? List.of(new PaymentFact.CheckoutExpired(), new PaymentFact.Failed(payment.reasonOfNoMoney()))
                : List.of(new PaymentFact.CheckoutExpired());
    }
}
