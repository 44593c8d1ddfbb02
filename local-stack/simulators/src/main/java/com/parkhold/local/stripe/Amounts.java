package com.parkhold.local.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stripe's rules about amounts in minor units and lower-case currencies. */
final class Amounts {
    private static final long LARGEST = 99_999_999;
    private static final Map<String, Long> SMALLEST =
            Map.of("usd", 50L, "eur", 50L, "gbp", 30L, "cad", 50L, "jpy", 50L);

    /** Have no fractions, and are counted in hundredths all the same. */
    private static final Set<String> IN_HUNDREDTHS = Set.of("isk", "ugx");

    /** Have fractions in ISO 4217, and are counted without. */
    private static final Set<String> IN_WHOLE = Set.of("mga");

    private Amounts() {}

    static String currency(Parameters parameters, String name) {
        String code = parameters.required(name).toLowerCase(Locale.ROOT);
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency ->
                        currency.getCurrencyCode().toLowerCase(Locale.ROOT).equals(code));
        if (!known) {
            throw ApiRefusal.invalid(parameters.nameOf(name), null, "Invalid currency: " + code + ".");
        }
        return code;
    }

    static void check(long amount, String currency, String parameter) {
        long smallest = SMALLEST.getOrDefault(currency, 1L);
        if (amount < smallest) {
            throw ApiRefusal.invalid(
                    parameter,
                    "amount_too_small",
                    "Amount must be at least " + inWords(smallest, currency) + " " + currency);
        }
        if (IN_HUNDREDTHS.contains(currency) && amount % 100 != 0) {
            throw ApiRefusal.invalid(
                    parameter,
                    "invalid_charge_amount_no_decimal_compatible",
                    "Invalid amount. Charged amounts in " + currency + " must be evenly divisible by 100.");
        }
        if (amount > LARGEST) {
            throw ApiRefusal.invalid(
                    parameter,
                    "amount_too_large",
                    "Amount must be no more than " + inWords(LARGEST, currency) + " " + currency);
        }
    }

    /** An amount as a person reads it, e.g. {@code $18.50}. */
    static String inWords(long amount, String currency) {
        Currency unit = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        return unit.getSymbol(Locale.US) + BigDecimal.valueOf(amount, digits(currency, unit));
    }

    private static int digits(String currency, Currency unit) {
        if (IN_HUNDREDTHS.contains(currency)) {
            return 2;
        }
        return IN_WHOLE.contains(currency) ? 0 : unit.getDefaultFractionDigits();
    }
}
