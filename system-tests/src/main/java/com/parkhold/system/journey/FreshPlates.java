package com.parkhold.system.journey;

import com.parkhold.system.client.Documents.Vehicle;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Cars that nobody has seen before. */
public final class FreshPlates {

    /** None that a camera takes for another. */
    private static final String SIGNS = "ACEFHJKLMNPRTUVWXY3479";

    private static final int LENGTH = 7;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreshPlates() {}

    public static String plate() {
        return RANDOM.ints(LENGTH, 0, SIGNS.length())
                .mapToObj(index -> String.valueOf(SIGNS.charAt(index)))
                .collect(Collectors.joining());
    }

    /** A vehicle with such a plate. */
    public static Vehicle vehicle(String type) {
        String plate = plate();
        return new Vehicle("car-" + plate, plate, type);
    }
}
