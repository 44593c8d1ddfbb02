package com.parkhold.inventory.availability.web;

import com.parkhold.common.money.Money;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tariff in a driver's words. */
final class TariffText {

    private TariffText() {}

    static List<String> of(Tariff tariff, String currency) {
        List<String> sentences = new ArrayList<>();
        sentences.add("%s an hour, counted in started %s."
                .formatted(amount(tariff.perHour(), currency), length(tariff.increment())));
        tariff.classSurcharge().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(surcharge ->
                        "%s: %s an hour more.".formatted(surcharge.getKey(), amount(surcharge.getValue(), currency)))
                .forEach(sentences::add);
        if (tariff.dailyMaximum() != null) {
            sentences.add("At most %s for each 24 hours.".formatted(amount(tariff.dailyMaximum(), currency)));
        }
        return sentences;
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
