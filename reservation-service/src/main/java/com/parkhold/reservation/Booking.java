package com.parkhold.reservation;

import org.jspecify.annotations.Nullable;

/**
 * What a driver asks for.
 *
 * @param spotPreference a spot class that is preferred to the vehicle's own order of classes
 */
public record Booking(
        String userId,
        @Nullable String email,
        String vehicleId,
        String lotId,
        String vehicleType,
        @Nullable String spotPreference,
        TimeWindow window) {

    /** The same for the same wish, to tell a repetition from another request under the same key. */
    public String content() {
        return String.join(
                "\n",
                userId,
                vehicleId,
                lotId,
                vehicleType,
                spotPreference == null ? "" : spotPreference,
                window.start().toString(),
                window.end().toString());
    }
}
