package com.parkhold.common.tariff;

import com.parkhold.common.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * So much an hour, counted in started increments, with a maximum for each 24 hours from the start.
 * Elapsed time is charged, so that a change of the clocks changes no price.
 */
final class HourlyTariff implements TariffModel {

    static final String NAME = "HOURLY";

    private static final Duration DAY = Duration.ofHours(24);

    @Override
    public Quote price(Tariff tariff, Instant start, Instant end, String spotClass, ZoneId zone, String currency) {
        List<PriceLine> lines = new ArrayList<>();
        Instant from = start;
        for (int day = 1; from.isBefore(end); day++) {
            Instant until = from.plus(DAY).isBefore(end) ? from.plus(DAY) : end;
            lines.addAll(priceDay(tariff, Duration.between(from, until), spotClass, day, currency));
            from = until;
        }
        return Quote.of(lines, currency);
    }

    private List<PriceLine> priceDay(Tariff tariff, Duration stay, String spotClass, int day, String currency) {
        BigDecimal hours = chargedHours(stay, tariff.increment());
        Money base = Money.rounded(hours.multiply(tariff.perHour()), currency);
        Money withSurcharge = Money.rounded(hours.multiply(tariff.hourlyRate(spotClass)), currency);
        List<PriceLine> lines = new ArrayList<>();
        String prefix = "Day %d: ".formatted(day);
        lines.add(new PriceLine(
                "%s%s h at %s".formatted(prefix, Hours.plain(hours), Hours.plain(tariff.perHour())), base.minor()));
        if (withSurcharge.minor() != base.minor()) {
            long surcharge = withSurcharge.minus(base).minor();
            lines.add(new PriceLine(prefix + "surcharge for " + spotClass, surcharge));
        }
        if (tariff.dailyMaximum() != null) {
            Money maximum = Money.rounded(tariff.dailyMaximum(), currency);
            long reduction = withSurcharge.minus(maximum).notNegative().minor();
            if (reduction > 0) {
                lines.add(new PriceLine(prefix + "no more than " + maximum, -reduction));
            }
        }
        return lines;
    }

    private static BigDecimal chargedHours(Duration stay, Duration increment) {
        long started = Math.ceilDiv(stay.toMillis(), increment.toMillis());
        return Hours.of(increment.multipliedBy(started));
    }
}
