package com.parkhold.common.tariff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tariff as an operator writes it; immutable once used by a booking, which keeps its own copy.
 *
 * @param model the name of the {@link TariffModel} that prices it
 * @param perHour major units an hour
 * @param classSurcharge major units an hour on top, by spot class
 * @param dailyMaximum the most that 24 hours from the start can cost, surcharges included; none if absent
 * @param increment what is charged is counted in started increments of this length
 */
public record Tariff(
        String model,
        BigDecimal perHour,
        Map<String, BigDecimal> classSurcharge,
        @Nullable BigDecimal dailyMaximum,
        Duration increment) {

    /** Counted in started quarters of an hour, as the capacity ledger is. */
    public static final Duration DEFAULT_INCREMENT = Duration.ofMinutes(15);

    /** Refuses negative prices and an increment that is not positive. */
    public Tariff {
        requireNotNegative("perHour", perHour);
        classSurcharge.forEach(Tariff::requireNotNegative);
        if (dailyMaximum != null) {
            requireNotNegative("dailyMaximum", dailyMaximum);
        }
        if (!increment.isPositive()) {
            throw new IllegalArgumentException("increment must be longer than nothing");
        }
        TariffModel.named(model);
        classSurcharge = Map.copyOf(classSurcharge);
    }

    /** From a document in which everything but the hourly price may be left out. */
    @JsonCreator
    public static Tariff of(
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("perHour") @Nullable BigDecimal perHour,
            @JsonProperty("classSurcharge") @Nullable Map<String, BigDecimal> classSurcharge,
            @JsonProperty("dailyMaximum") @Nullable BigDecimal dailyMaximum,
            @JsonProperty("increment") @Nullable Duration increment) {
        if (perHour == null) {
            throw new IllegalArgumentException("perHour is missing");
        }
        return new Tariff(
                model == null ? HourlyTariff.NAME : model,
                perHour,
                classSurcharge == null ? Map.of() : classSurcharge,
                dailyMaximum,
                increment == null ? DEFAULT_INCREMENT : increment);
    }

    /** Major units an hour for a spot class, surcharge included. */
    public BigDecimal hourlyRate(String spotClass) {
        return perHour.add(classSurcharge.getOrDefault(spotClass, BigDecimal.ZERO));
    }

    private static void requireNotNegative(String name, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }
}
