package com.parkhold.reservation.vehicle;

import org.jspecify.annotations.Nullable;

/**
 * A car that a driver books for.
 *
 * @param vehicleId unique for its driver
 * @param vehicleType a vehicle category of the lots, such as SUV
 * @param permit what entitles it to that category, as its driver wrote it; checked where the car stands
 */
public record Vehicle(
        String vehicleId,
        Plate plate,
        String vehicleType,
        @Nullable String permit) {

    /** Nothing personal, wherever it is written. */
    @Override
    public String toString() {
        return "Vehicle[%s]".formatted(vehicleId);
    }
}
