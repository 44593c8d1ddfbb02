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
     * @param creditUsedMinor what drivers paid with credit
     * @param disputedMinor what banks took back, less what they gave back again
     */
    public record Line(
            String currency,
            long capturedMinor,
            long refundedMinor,
            long creditedMinor,
            long overstayMinor,
            long creditUsedMinor,
            long disputedMinor,
            int captures,
            int refunds,
            int credits,
            int overstays,
            int disputes) {

        /** What is left to the lot. */
        public Money net() {
            long paid = capturedMinor + overstayMinor + creditUsedMinor;
            return money(paid - refundedMinor - creditedMinor - disputedMinor);
        }

        /** An amount of this line's currency. */
        public Money money(long minor) {
            return new Money(minor, currency);
        }
    }
}
