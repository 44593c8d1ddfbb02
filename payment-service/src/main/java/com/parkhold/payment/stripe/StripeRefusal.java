package com.parkhold.payment.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stripe's answer that it will not. Stays inside this package, where it becomes a value. */
final class StripeRefusal extends Exception {

    private final String reason;

    private StripeRefusal(String reason, StripeException cause) {
        super(reason, cause);
        this.reason = reason;
    }

    static StripeRefusal of(StripeException cause) {
        String decline = cause instanceof CardException card ? card.getDeclineCode() : null;
        return new StripeRefusal(reason(decline, cause.getCode()), cause);
    }

    /** A stable code: the card's if it was the card, else the request's. */
    static String reason(@Nullable String declineCode, @Nullable String code) {
        String known = declineCode == null ? code : declineCode;
        return known == null ? "REFUSED" : known.toUpperCase(Locale.ROOT);
    }

    String reason() {
        return reason;
    }
}
