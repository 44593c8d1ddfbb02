package com.parkhold.gate.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lane's barrier.
 *
 * @param profile the name of the controller's profile
 * @param openCoil the relay that lifts the arm, counted from 0 within the profile's own block of relays
 * @param closeCoil the relay that closes it by command, if one is wired
 * @param pulse how long the lifting contact is closed
 */
public record BarrierSetup(
        String profile,
        String host,
        int port,
        int unitId,
        int openCoil,
        @Nullable Integer closeCoil,
        Duration pulse,
        LoopInputs loopInputs) {

    private static final Duration LONGEST_PULSE = Duration.ofSeconds(10);

    /** Refuses what no controller understands. */
    public BarrierSetup {
        require(port > 0 && port <= 65_535, "port is between 1 and 65535");
        require(unitId >= 0 && unitId <= 255, "unitId is between 0 and 255");
        require(openCoil >= 0 && openCoil <= 255, "openCoil is between 0 and 255");
        require(closeCoil == null || (closeCoil >= 0 && closeCoil <= 255), "closeCoil is between 0 and 255");
        require(pulse.toMillis() >= 100 && pulse.compareTo(LONGEST_PULSE) <= 0, "pulse is between 0.1 and 10 seconds");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
