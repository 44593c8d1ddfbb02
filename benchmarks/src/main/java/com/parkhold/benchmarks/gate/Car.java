package com.parkhold.benchmarks.gate;

import java.util.UUID;

/**
 * One car of a scenario.
 *
 * @param reservationId of its booking; the car of no booking has one that nobody knows
 * @param kind what is to become of it at the entry
 */
record Car(String reservationId, String plate, Kind kind) {

    enum Kind {
        /** Booked: one entry opens. */
        BOOKED,
        /** Booked, and read by two lanes in the same millisecond: one of them opens. */
        TWIN,
        /** Booked and cancelled: stays outside. */
        REVOKED,
        /** Nobody knows it. */
        UNKNOWN
    }

    static Car number(int number, String series) {
        Kind kind = switch (number % 20) {
            case 7 -> Kind.TWIN;
            case 11 -> Kind.REVOKED;
            case 13, 17 -> Kind.UNKNOWN;
            default -> Kind.BOOKED;
        };
        return new Car(UUID.randomUUID().toString(), plate(number, series), kind);
    }

    boolean mayEnter() {
        return kind == Kind.BOOKED || kind == Kind.TWIN;
    }

    /** No two of these look alike to a camera: only characters that nothing is taken for. */
    private static String plate(int number, String series) {
        String letters = "ACEFHJKLMN";
        StringBuilder plate = new StringBuilder(series);
        for (int left = number + 10_000; left > 0; left /= 10) {
            plate.append(letters.charAt(left % 10));
        }
        return plate.toString();
    }
}
