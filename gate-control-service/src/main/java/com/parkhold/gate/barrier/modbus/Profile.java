package com.parkhold.gate.barrier.modbus;

import java.util.Map;
import java.util.Optional;

/**
 * A controller product as data; addresses are zero-based, as on the wire.
 *
 * @param coils where its first relay is written
 * @param flash where its first timed relay is written, or -1 if it has none
 * @param inputs where its first input is read with FC02
 */
record Profile(String name, int coils, int flash, int inputs) {

    private static final int NO_FLASH = -1;

    private static final Map<String, Profile> ALL = Map.of(
            "waveshare", new Profile("waveshare", 0, 0x0200, 0),
            "advantech", new Profile("advantech", 0x10, NO_FLASH, 0),
            "wago", new Profile("wago", 0, NO_FLASH, 0),
            "came", new Profile("came", 0, NO_FLASH, 0),
            "generic", new Profile("generic", 0, NO_FLASH, 0));

    static Optional<Profile> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    boolean flashes() {
        return flash != NO_FLASH;
    }
}
