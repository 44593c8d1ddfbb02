package com.parkhold.gate.barrier.modbus;

import com.parkhold.gate.barrier.Arm;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A relay controller product as data; addresses are zero-based, as on the wire.
 *
 * @param coils where its first relay is written
 * @param readBack where its first relay is read with FC01
 * @param flash where its first timed relay is written, or -1 if it has none
 * @param inputs where its first input is read
 * @param modes where the mode of its first relay is read, or -1 if it has none; in mode 1 a relay follows its input and
 *     ignores commands
 * @param stop its relay that stops the arm, or -1 where that is wired by whoever sets it up, if at all
 * @param momentary a relay is a command to the barrier, that keeps nothing open by staying closed
 * @param position where the arm is, if it tells
 */
record Profile(
        String name,
        int coils,
        int readBack,
        int flash,
        int inputs,
        int modes,
        int stop,
        boolean momentary,
        @Nullable Position position) {

    private static final int NONE = -1;

    /** CAME's register 40101. */
    private static final Position CAME =
            new Position(100, Map.of(16, Arm.OPEN, 17, Arm.CLOSED, 19, Arm.STOPPED, 32, Arm.OPENING, 33, Arm.CLOSING));

    private static final Map<String, Profile> ALL = Map.of(
            "waveshare", new Profile("waveshare", 0, 0, 0x0200, 0, 0x1000, NONE, false, null),
            "advantech", new Profile("advantech", 0x10, 0x10, NONE, 0, NONE, NONE, false, null),
            "wago", new Profile("wago", 0, 0x0200, NONE, 0, NONE, NONE, false, null),
            "came", new Profile("came", 0, 0, NONE, 0, NONE, 0, true, CAME),
            "generic", new Profile("generic", 0, 0, NONE, 0, NONE, NONE, false, null));

    static Optional<Profile> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    boolean flashes() {
        return flash != NONE;
    }

    boolean hasModes() {
        return modes != NONE;
    }

    boolean stops() {
        return stop != NONE;
    }

    /**
     * A holding register that says where the arm is.
     *
     * @param codes what its values mean; any other is unknown
     */
    record Position(int register, Map<Integer, Arm> codes) {}
}
