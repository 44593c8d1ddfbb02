package com.parkhold.inventory.availability.web;

import com.parkhold.inventory.availability.Availability.ClassAvailability;
import java.math.BigDecimal;
import java.util.List;

/** What is free in a lot. A class that is sold out is listed with a count of 0. */
record LotAvailability(String lotId, boolean available, List<SpotType> spotTypes) {

    /** @param priceEstimate major units, for the whole window */
    record SpotType(String type, int count, BigDecimal priceEstimate, String currency) {
        static SpotType from(ClassAvailability found) {
            return new SpotType(
                    found.spotClass(),
                    found.free(),
                    found.price().decimal(),
                    found.price().currency());
        }
    }

    static LotAvailability from(String lotId, List<ClassAvailability> classes) {
        return new LotAvailability(
                lotId,
                classes.stream().anyMatch(found -> found.free() > 0),
                classes.stream().map(SpotType::from).toList());
    }
}
