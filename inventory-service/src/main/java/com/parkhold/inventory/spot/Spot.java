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

    /** The same spot as it is seen while it is out of use. */
    public Spot seenAs(SpotStatus meanwhile, @Nullable String why) {
        return new Spot(spotId, spotClass, floor, number, meanwhile, why, occupiedBy);
    }

    /** Whether it counts towards what its class can sell; it does while it is withdrawn, and is counted as used then. */
    public boolean isSellable() {
        return status == SpotStatus.AVAILABLE;
    }
}
