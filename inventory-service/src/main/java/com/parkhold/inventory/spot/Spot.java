package com.parkhold.inventory.spot;

import org.jspecify.annotations.Nullable;

/**
 * One exact spot.
 *
 * @param spotId {@code FLOOR-NUMBER}, the same for as long as the lot stands
 * @param reason why it is not available, as its operator wrote it
 * @param occupiedBy the reservation whose car stands there
 */
public record Spot(
        String spotId,
        String spotClass,
        String floor,
        int number,
        SpotStatus status,
        @Nullable String reason,
        @Nullable String occupiedBy) {

    /** The first number on a floor. */
    public static final int FIRST_NUMBER = 101;

    /** A spot as it is made. */
    public static Spot fresh(String spotClass, String floor, int number) {
        return new Spot(floor + "-" + number, spotClass, floor, number, SpotStatus.AVAILABLE, null, null);
    }

    /** Whether it counts towards what its class can sell. */
    public boolean isSellable() {
        return status == SpotStatus.AVAILABLE;
    }
}
