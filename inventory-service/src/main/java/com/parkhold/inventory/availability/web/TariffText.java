package com.parkhold.inventory.availability.web;

import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.common.tariff.TimeBand;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A tariff in a driver's words. */
final class TariffText {

    private TariffText() {}

    static List<String> of(Tariff tariff, String currency) {
        List<String> sentences = new ArrayList<>();
        sentences.add("%s an hour, counted in started %s."
                .formatted(amount(tariff.perHour(), currency), length(tariff.increment())));
        tariff.bands().stream().map(band -> sentence(band, currency)).forEach(sentences::add);
        tariff.events().stream()
                .map(event -> "%s an hour from %s to %s: %s."
                        .formatted(amount(event.perHour(), currency), event.from(), event.until(), event.name()))
                .forEach(sentences::add);
        tariff.classSurcharge().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(surcharge ->
                        "%s: %s an hour more.".formatted(surcharge.getKey(), amount(surcharge.getValue(), currency)))
                .forEach(sentences::add);
        if (tariff.dailyMaximum() != null) {
            sentences.add("At most %s for each 24 hours.".formatted(amount(tariff.dailyMaximum(), currency)));
        }
        if (tariff.freeFor() != null) {
            sentences.add("The first %s are free.".formatted(length(tariff.freeFor())));
        }
        if (tariff.minimumStay() != null) {
            sentences.add("At least %s are charged.".formatted(length(tariff.minimumStay())));
        }
        return sentences;
    }

    private static String sentence(TimeBand band, String currency) {
        String days = band.days().stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .collect(Collectors.joining(", "));
        String when = band.days().size() == DayOfWeek.values().length ? "daily" : "on " + days;
        String hours = band.from().equals(band.until())
                ? "for 24 hours from %s".formatted(band.from())
                : "from %s to %s".formatted(band.from(), band.until());
        return "%s an hour %s %s: %s.".formatted(amount(band.perHour(), currency), when, hours, band.name());
    }

    private static String amount(BigDecimal major, String currency) {
        return Money.rounded(major, currency).toString();
    }

    private static String length(Duration increment) {
        if (increment.toSecondsPart() != 0 || increment.isZero()) {
            return increment.toSeconds() + " seconds";
        }
        return increment.equals(Duration.ofHours(1)) ? "hours" : increment.toMinutes() + " minutes";
    }
}
