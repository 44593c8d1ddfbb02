package com.parkhold.reservation.vehicle;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which vehicle categories are not for everybody: a booking may name one only for a vehicle that is registered with it.
 * Any other category may be named for any vehicle.
 *
 * @param categories in upper case, as vehicles and bookings have them
 */
@ConfigurationProperties("parkhold.entitlement")
public record Entitlement(Set<String> categories) {

    /** Whether not everybody may name this category. */
    public boolean isNeededFor(String category) {
        return categories.contains(category);
    }

    /** Whether a vehicle may be booked for as one of this category. */
    public boolean allows(Vehicle vehicle, String category) {
        return !isNeededFor(category) || vehicle.vehicleType().equals(category);
    }
}
