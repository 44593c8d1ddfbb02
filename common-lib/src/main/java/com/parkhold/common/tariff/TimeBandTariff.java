package com.parkhold.common.tariff;

import com.parkhold.common.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices by the lot's clocks: each started increment costs what its first instant costs, by event, else by band, else
 * the plain hourly price. Elapsed time is charged, so that the hour that clocks skip or repeat is neither lost nor
 * charged twice. The maximum is that of each 24 hours from the start of what is charged.
 */
final class TimeBandTariff implements TariffModel {

    static final String NAME = "TIME_BANDS";

    private static final Duration DAY = Duration.ofHours(24);

    @Override
    public boolean pricesBands() {
        return true;
    }

    @Override
    public Quote price(Tariff tariff, Instant start, Instant end, String spotClass, ZoneId zone, String currency) {
        List<PriceLine> lines = new ArrayList<>();
        Duration free = tariff.freeFor();
        Instant from = free == null ? start : start.plus(free);
        if (free != null) {
            lines.add(new PriceLine("The first %s are free".formatted(Hours.text(free)), 0));
        }
        Duration minimum = tariff.minimumStay();
        Instant until = end;
        if (minimum != null && from.isBefore(end) && from.plus(minimum).isAfter(end)) {
            until = from.plus(minimum);
            lines.add(new PriceLine("At least %s are charged".formatted(Hours.text(minimum)), 0));
        }
        RateClock rates = new RateClock(tariff, zone);
        for (int day = 1; from.isBefore(until); day++) {
            Instant dayEnd = from.plus(DAY).isBefore(until) ? from.plus(DAY) : until;
            lines.addAll(priceDay(tariff, rates, from, dayEnd, spotClass, "Day %d: ".formatted(day), currency));
            from = dayEnd;
        }
        return Quote.of(lines, currency);
    }

    private static List<PriceLine> priceDay(
            Tariff tariff,
            RateClock rates,
            Instant from,
            Instant until,
            String spotClass,
            String day,
            String currency) {
        List<PriceLine> lines = new ArrayList<>();
        long sum = 0;
        BigDecimal allHours = BigDecimal.ZERO;
        for (Instant at = from; at.isBefore(until); ) {
            RateClock.Stretch stretch = rates.at(at, until);
            BigDecimal hours = Hours.of(tariff.increment().multipliedBy(stretch.increments()));
            long minor = Money.rounded(hours.multiply(stretch.rate().perHour()), currency)
                    .minor();
            lines.add(new PriceLine(day + stretch.rate().describe(hours), minor));
            sum += minor;
            allHours = allHours.add(hours);
            at = at.plus(tariff.increment().multipliedBy(stretch.increments()));
        }
        BigDecimal surcharge = tariff.classSurcharge().getOrDefault(spotClass, BigDecimal.ZERO);
        if (surcharge.signum() > 0) {
            long minor = Money.rounded(allHours.multiply(surcharge), currency).minor();
            lines.add(new PriceLine(day + "surcharge for " + spotClass, minor));
            sum += minor;
        }
        if (tariff.dailyMaximum() != null) {
            Money maximum = Money.rounded(tariff.dailyMaximum(), currency);
            if (sum > maximum.minor()) {
                lines.add(new PriceLine(day + "no more than " + maximum, maximum.minor() - sum));
            }
        }
        return lines;
    }
}
