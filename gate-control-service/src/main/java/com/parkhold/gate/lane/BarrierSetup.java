package com.parkhold.gate.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lane's barrier.
 *
 * @param profile the name of the controller's profile
 * @param unitId the Modbus unit; of a barrier that a camera drives, its channel
 * @param openCoil the relay that lifts the arm, counted from 0 within the profile's own block of relays
 * @param closeCoil the relay that closes it by command, if one is wired
 * @param stopCoil the relay that stops the arm where it is, if one is wired
 * @param pulse how long the lifting contact is closed
 * @param inputFunction FC02, which is the default, or FC01 where the controller shows its inputs as coils
 * @param registers of a controller that is driven by registers
 */
public record BarrierSetup(
        String profile,
        String host,
        int port,
        int unitId,
        int openCoil,
        @Nullable Integer closeCoil,
        @Nullable Integer stopCoil,
        Duration pulse,
        LoopInputs loopInputs,
        @Nullable ReadFunction inputFunction,
        @Nullable RegisterMap registers) {

    private static final Duration LONGEST_PULSE = Duration.ofSeconds(10);

    /** Refuses what no controller understands. */
    public BarrierSetup {
        require(port > 0 && port <= 65_535, "port is between 1 and 65535");
        require(unitId >= 0 && unitId <= 255, "unitId is between 0 and 255");
        require(openCoil >= 0 && openCoil <= 255, "openCoil is between 0 and 255");
        require(closeCoil == null || (closeCoil >= 0 && closeCoil <= 255), "closeCoil is between 0 and 255");
        require(stopCoil == null || (stopCoil >= 0 && stopCoil <= 255), "stopCoil is between 0 and 255");
        require(pulse.toMillis() >= 100 && pulse.compareTo(LONGEST_PULSE) <= 0, "pulse is between 0.1 and 10 seconds");
        require(
                inputFunction == null || inputFunction == ReadFunction.FC01 || inputFunction == ReadFunction.FC02,
                "inputFunction is FC01 or FC02");
        require(
                profile.equals("register-driven") == (registers != null),
                "registers belong to the profile register-driven, which needs them");
        require(
                loopInputs.count() == 0 || canReadInputs(profile, registers),
                "loopInputs need a controller that shows inputs");
    }

    /** A controller with relays, whose inputs are read as inputs. */
    public BarrierSetup(
            String profile,
            String host,
            int port,
            int unitId,
            int openCoil,
            @Nullable Integer closeCoil,
            Duration pulse,
            LoopInputs loopInputs) {
        this(profile, host, port, unitId, openCoil, closeCoil, null, pulse, loopInputs, null, null);
    }

    private static boolean canReadInputs(String profile, @Nullable RegisterMap registers) {
        return !profile.equals("hikvision") && (registers == null || registers.inputs() != null);
    }

    /** How its inputs are read. */
    public ReadFunction readsInputsAs() {
        return inputFunction == null ? ReadFunction.FC02 : inputFunction;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
