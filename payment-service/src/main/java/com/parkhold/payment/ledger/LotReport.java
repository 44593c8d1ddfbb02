package com.parkhold.payment.ledger;

import com.parkhold.common.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What a lot took and gave back, day by day, read from the books.
 *
 * @param from first instant covered
 * @param to first instant after it
 * @param zone whose days these are
 * @param days days with any movement, oldest first, a line for each currency
 * @param totals a line for each currency
 */
public record LotReport(String lotId, Instant from, Instant to, ZoneId zone, List<Day> days, List<Line> totals) {

    /** One day in one currency. */
    public record Day(LocalDate date, Line line) {}

    /**
     * Sums and counts in one currency.
     *
     * @param refundedMinor what went back to cards, less what came back from there
     */
    public record Line(
            String currency,
            long capturedMinor,
            long refundedMinor,
            long creditedMinor,
            long overstayMinor,
            int captures,
            int refunds,
            int credits,
            int overstays) {

        /** What is left to the lot. */
        public Money net() {
            return money(capturedMinor + overstayMinor - refundedMinor - creditedMinor);
        }

        /** An amount of this line's currency. */
        public Money money(long minor) {
            return new Money(minor, currency);
        }
    }
}
