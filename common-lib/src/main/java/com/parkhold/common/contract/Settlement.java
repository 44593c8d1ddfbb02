package com.parkhold.common.contract;

import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.PriceLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a stay comes to beyond what was paid for it; at most one of the amounts is above zero.
 *
 * @param charge due for time beyond the end and its grace
 * @param refund goes back to the card
 * @param credit is credited for a later booking
 * @param lines how it came about; empty where nothing is due either way
 */
public record Settlement(Money charge, Money refund, Money credit, List<PriceLine> lines) {

    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    /**
     * Settles a stay. Pure: the same terms and time give the same settlement, at the gate, at the close and in an audit.
     *
     * <p>Time before the booked start is never charged; unused time counts from the start at the earliest, so that who
     * comes and goes before it gets back no more than was paid.
     */
    public static Settlement of(StayTerms terms, Instant exitedAt) {
        if (exitedAt.isBefore(terms.endTime())) {
            return early(terms, exitedAt);
        }
        Instant graceEnds = terms.endTime().plus(terms.policies().exitGrace());
        return exitedAt.isAfter(graceEnds) ? overstayed(terms, exitedAt) : nothing(terms);
    }

    private static Settlement early(StayTerms terms, Instant exitedAt) {
        Money none = Money.zero(terms.currency());
        Money unused = unused(terms, exitedAt);
        return switch (terms.policies().earlyDeparture().kind()) {
            case NO_REFUND -> nothing(terms);
            case PRORATED_REFUND -> new Settlement(none, unused, none, unusedLine(unused, "refunded"));
            case CREDIT -> new Settlement(none, none, unused, unusedLine(unused, "credited"));
        };
    }

    private static Money unused(StayTerms terms, Instant exitedAt) {
        Instant from = exitedAt.isBefore(terms.startTime()) ? terms.startTime() : exitedAt;
        long unused = Duration.between(from, terms.endTime()).toMillis();
        long booked = Duration.between(terms.startTime(), terms.endTime()).toMillis();
        return new Money(terms.amountMinor(), terms.currency()).share(unused, booked);
    }

    private static List<PriceLine> unusedLine(Money unused, String how) {
        return unused.isPositive() ? List.of(new PriceLine("Unused time, " + how, -unused.minor())) : List.of();
    }

    private static Settlement overstayed(StayTerms terms, Instant exitedAt) {
        Money none = Money.zero(terms.currency());
        BigDecimal perHour = terms.policies().overstay().perHour();
        Duration increment = terms.tariff().increment();
        Duration beyond = Duration.between(terms.endTime(), exitedAt);
        long charged = Math.ceilDiv(beyond.toMillis(), increment.toMillis()) * increment.toMillis();
        BigDecimal exact =
                perHour.multiply(BigDecimal.valueOf(charged)).divide(MILLIS_PER_HOUR, 10, RoundingMode.HALF_UP);
        Money charge = Money.rounded(exact, terms.currency());
        String text = "%d min beyond the end at %s an hour"
                .formatted(Duration.ofMillis(charged).toMinutes(), perHour.toPlainString());
        return new Settlement(
                charge, none, none, charge.isPositive() ? List.of(new PriceLine(text, charge.minor())) : List.of());
    }

    private static Settlement nothing(StayTerms terms) {
        Money none = Money.zero(terms.currency());
        return new Settlement(none, none, none, List.of());
    }
}
