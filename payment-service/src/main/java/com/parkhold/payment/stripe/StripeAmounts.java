package com.parkhold.payment.stripe;

import com.parkhold.common.money.Money;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Amounts as Stripe counts them: in the smallest unit of ISO 4217, but for a few currencies. */
final class StripeAmounts {

    /** Have no fractions, and are counted in hundredths all the same. */
    private static final Set<String> IN_HUNDREDTHS = Set.of("ISK", "UGX");

    /** Have fractions, and are counted without. */
    private static final Set<String> IN_WHOLE = Set.of("MGA");

    private static final long HUNDRED = 100;

    private StripeAmounts() {}

    /** Whether Stripe can take an amount to the last unit. */
    static boolean isPayable(Money amount) {
        return !IN_WHOLE.contains(amount.currency()) || amount.minor() % HUNDRED == 0;
    }

    /** What Stripe calls a payable amount. */
    static long of(Money amount) {
        if (IN_HUNDREDTHS.contains(amount.currency())) {
            return Math.multiplyExact(amount.minor(), HUNDRED);
        }
        return IN_WHOLE.contains(amount.currency()) ? amount.minor() / HUNDRED : amount.minor();
    }

    /** What Stripe's number comes to in minor units; a fraction that a currency does not have is rounded. */
    static long minor(@Nullable Long number, @Nullable String currency) {
        if (number == null) {
            return 0;
        }
        String code = code(currency);
        if (IN_HUNDREDTHS.contains(code)) {
            return Math.round(number / (double) HUNDRED);
        }
        return IN_WHOLE.contains(code) ? Math.multiplyExact(number, HUNDRED) : number;
    }

    /** An amount of Stripe's; of no currency (XXX) where it says none. */
    static Money money(@Nullable Long number, @Nullable String currency) {
        return new Money(minor(number, currency), code(currency));
    }

    /** ISO 4217's code of what Stripe writes small. */
    static String code(@Nullable String currency) {
        return currency == null ? "XXX" : currency.toUpperCase(Locale.ROOT);
    }
}
