package com.parkhold.common.tariff;

import java.time.Instant;
import java.time.ZoneId;

/** A way of pricing a stay. Pure: the same arguments give the same quote, today and in an audit years later. */
public interface TariffModel {

    /**
     * Prices a stay.
     *
     * @param start first instant of the stay
     * @param end first instant after it; after {@code start}
     * @param spotClass the class that was booked
     * @param zone where local days and hours are read
     * @param currency of the quote
     */
    Quote price(Tariff tariff, Instant start, Instant end, String spotClass, ZoneId zone, String currency);

    /** Whether it knows bands, events, free time and a minimum; a tariff that has any is refused by the others. */
    default boolean pricesBands() {
        return false;
    }

    /**
     * Finds a model by the name that a tariff document carries.
     *
     * @throws IllegalArgumentException if there is none
     */
    static TariffModel named(String name) {
        return switch (name) {
            case HourlyTariff.NAME -> new HourlyTariff();
            case TimeBandTariff.NAME -> new TimeBandTariff();
            default -> throw new IllegalArgumentException("model " + name + " is not known");
        };
    }
}
