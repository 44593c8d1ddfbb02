package com.parkhold.common.contract;

import com.parkhold.common.tariff.Tariff;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lot as its operator writes it.
 *
 * @param timeZone IANA name; only for display and for tariffs that know local time
 * @param currency ISO 4217 code of every amount of this lot
 */
public record LotDocument(
        String lotId,
        String name,
        @Nullable String address,
        String timeZone,
        String currency,
        @Nullable Position position,
        List<SpotClass> classes,
        Tariff tariff,
        Policies policies) {

    /** Degrees, WGS 84. */
    public record Position(double lat, double lng) {}

    /**
     * A class of spots.
     *
     * @param type its name, such as SUV or EV
     * @param floor where its spots are, for guidance
     * @param spots how many there are
     */
    public record SpotClass(String type, String floor, int spots) {}
}
