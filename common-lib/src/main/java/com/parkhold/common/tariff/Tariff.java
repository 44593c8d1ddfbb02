package com.parkhold.common.tariff;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tariff as an operator writes it; immutable once used by a booking, which keeps its own copy.
 *
 * @param model the name of the {@link TariffModel} that prices it
 * @param perHour major units an hour, where no band or event has another price
 * @param classSurcharge major units an hour on top, by spot class
 * @param dailyMaximum the most that 24 hours from the start can cost, surcharges included; none if absent
 * @param increment what is charged is counted in started increments of this length
 * @param bands prices by local time; the first that contains a moment counts
 * @param events prices of occasions; they go before bands, the first that contains a moment counts
 * @param freeFor what a stay begins with and is not charged; nothing if absent
 * @param minimumStay at least so much is charged of a stay that outlasts what is free; nothing if absent
 */
public record Tariff(
        String model,
        BigDecimal perHour,
        Map<String, BigDecimal> classSurcharge,
        @Nullable BigDecimal dailyMaximum,
        Duration increment,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TimeBand> bands,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EventPrice> events,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration freeFor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration minimumStay) {

    /** Counted in started quarters of an hour, as the capacity ledger is. */
    public static final Duration DEFAULT_INCREMENT = Duration.ofMinutes(15);

    /** Refuses negative prices, lengths that are not positive, and what the model does not price. */
    public Tariff {
        requireNotNegative("perHour", perHour);
        classSurcharge.forEach(Tariff::requireNotNegative);
        if (dailyMaximum != null) {
            requireNotNegative("dailyMaximum", dailyMaximum);
        }
        requirePositive("increment", increment);
        requirePositive("freeFor", freeFor);
        requirePositive("minimumStay", minimumStay);
        classSurcharge = Map.copyOf(classSurcharge);
        bands = List.copyOf(bands);
        events = List.copyOf(events);
        boolean pricesBands = TariffModel.named(model).pricesBands();
        boolean plain = bands.isEmpty() && events.isEmpty() && freeFor == null && minimumStay == null;
        if (!plain && !pricesBands) {
            throw new IllegalArgumentException(
                    "bands, events, freeFor and minimumStay need the model " + TimeBandTariff.NAME);
        }
    }

    /** So much an hour at any time. Everything but the price may be null. */
    public static Tariff of(
            @Nullable String model,
            @Nullable BigDecimal perHour,
            @Nullable Map<String, BigDecimal> classSurcharge,
            @Nullable BigDecimal dailyMaximum,
            @Nullable Duration increment) {
        return of(model, perHour, classSurcharge, dailyMaximum, increment, null, null, null, null);
    }

    /** From a document in which everything but the hourly price may be left out. */
    @JsonCreator
    public static Tariff of(
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("perHour") @Nullable BigDecimal perHour,
            @JsonProperty("classSurcharge") @Nullable Map<String, BigDecimal> classSurcharge,
            @JsonProperty("dailyMaximum") @Nullable BigDecimal dailyMaximum,
            @JsonProperty("increment") @Nullable Duration increment,
            @JsonProperty("bands") @Nullable List<TimeBand> bands,
            @JsonProperty("events") @Nullable List<EventPrice> events,
            @JsonProperty("freeFor") @Nullable Duration freeFor,
            @JsonProperty("minimumStay") @Nullable Duration minimumStay) {
        if (perHour == null) {
            throw new IllegalArgumentException("perHour is missing");
        }
        return new Tariff(
                model == null ? HourlyTariff.NAME : model,
                perHour,
                classSurcharge == null ? Map.of() : classSurcharge,
                dailyMaximum,
                increment == null ? DEFAULT_INCREMENT : increment,
                bands == null ? List.of() : bands,
                events == null ? List.of() : events,
                freeFor,
                minimumStay);
    }

    /** Major units an hour for a spot class, surcharge included. */
    public BigDecimal hourlyRate(String spotClass) {
        return perHour.add(classSurcharge.getOrDefault(spotClass, BigDecimal.ZERO));
    }

    static void requireNotNegative(String name, BigDecimal amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }

    private static void requirePositive(String name, @Nullable Duration length) {
        if (length != null && !length.isPositive()) {
            throw new IllegalArgumentException(name + " must be longer than nothing");
        }
    }
}
