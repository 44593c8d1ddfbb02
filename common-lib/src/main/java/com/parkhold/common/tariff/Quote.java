package com.parkhold.common.tariff;

import com.parkhold.common.money.Money;
import java.util.List;

/**
 * What a stay costs and why.
 *
 * @param total the sum of the lines, never negative
 * @param lines in the order of time; they add up to the total
 */
public record Quote(Money total, List<PriceLine> lines) {

    /** Refuses lines that do not add up. */
    public Quote {
        lines = List.copyOf(lines);
        long sum = lines.stream().mapToLong(PriceLine::amountMinor).sum();
        if (sum != total.minor() || sum < 0) {
            throw new IllegalArgumentException("Lines add up to %d, not to %s".formatted(sum, total));
        }
    }

    static Quote of(List<PriceLine> lines, String currency) {
        return new Quote(
                new Money(lines.stream().mapToLong(PriceLine::amountMinor).sum(), currency), lines);
    }
}
