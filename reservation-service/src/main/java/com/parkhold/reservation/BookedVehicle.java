package com.parkhold.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The car of a booking as it was then: deleting or registering vehicles afterwards changes no booking.
 *
 * @param vehicleType the category that was booked, which need not be the registered one
 * @param permit only where the category needs one
 */
@Embeddable
public record BookedVehicle(
        @Column(name = "vehicle_id") String vehicleId,
        @Column(name = "plate") String plate,
        @Column(name = "vehicle_type") String vehicleType,
        @Column(name = "permit") @Nullable String permit) {

    /** Nothing personal, wherever it is written. */
    @Override
    public String toString() {
        return "BookedVehicle[%s]".formatted(vehicleId);
    }
}
