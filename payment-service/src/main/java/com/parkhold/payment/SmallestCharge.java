package com.parkhold.payment;

import java.util.Map;
import java.util.Optional;

/** The least that the provider takes from a card, where its documentation says something else than for most. Minor units. */
final class SmallestCharge {

    private static final Map<String, Long> BY_CURRENCY = Map.ofEntries(
            Map.entry("AED", 200L),
            Map.entry("BGN", 100L),
            Map.entry("CZK", 1_500L),
            Map.entry("DKK", 250L),
            Map.entry("GBP", 30L),
            Map.entry("HKD", 400L),
            Map.entry("HUF", 17_500L),
            Map.entry("MXN", 1_000L),
            Map.entry("MYR", 200L),
            Map.entry("NOK", 300L),
            Map.entry("PLN", 200L),
            Map.entry("RON", 200L),
            Map.entry("SEK", 300L),
            Map.entry("THB", 1_000L));

    private SmallestCharge() {}

    static Optional<Long> in(String currency) {
        return Optional.ofNullable(BY_CURRENCY.get(currency));
    }
}
