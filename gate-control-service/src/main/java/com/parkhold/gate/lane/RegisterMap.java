package com.parkhold.gate.lane;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a register-driven controller is told and asked. Addresses are zero-based, as on the wire.
 *
 * @param open what lifts the arm
 * @param release what ends lifting it; absent where the controller does that by itself
 * @param close what closes it by command, if anything does
 * @param inputs where the loops' inputs are: input 0 is the lowest bit of the register there, 16 that of the next
 * @param position where it says where the arm is, if it does
 */
public record RegisterMap(
        Write open,
        @Nullable Write release,
        @Nullable Write close,
        @Nullable Place inputs,
        @Nullable Position position) {

    private static final int HIGHEST = 65_535;
    private static final Set<String> POSITIONS = Set.of("open", "closed", "opening", "closing", "stopped");

    /** Refuses a map that lifts nothing. */
    public RegisterMap {
        require(open != null, "registers.open is missing");
    }

    /** A value for a register. */
    public record Write(int address, int value) {
        /** Refuses what fits no register. */
        public Write {
            requireWord(address, "address");
            requireWord(value, "value");
        }
    }

    /**
     * A register to read.
     *
     * @param function FC03, which is the default, or FC04
     */
    public record Place(int address, @Nullable ReadFunction function) {
        /** Refuses what is no register. */
        public Place {
            requireWord(address, "address");
            require(
                    function == null || function == ReadFunction.FC03 || function == ReadFunction.FC04,
                    "registers are read with FC03 or FC04");
        }

        /** How it is read. */
        public ReadFunction readWith() {
            return function == null ? ReadFunction.FC03 : function;
        }
    }

    /**
     * A register that says where the arm is.
     *
     * @param codes what it says, by {@code open}, {@code closed}, {@code opening}, {@code closing}, {@code stopped}
     */
    public record Position(int address, @Nullable ReadFunction function, Map<String, Integer> codes) {
        /** Refuses positions that no arm takes. */
        public Position {
            codes = Map.copyOf(codes);
            require(POSITIONS.containsAll(codes.keySet()), "codes are for " + POSITIONS);
            require(codes.containsKey("open") && codes.containsKey("closed"), "codes are for open and closed at least");
            new Place(address, function);
        }

        /** Where it is read. */
        public Place place() {
            return new Place(address, function);
        }
    }

    private static void requireWord(int number, String name) {
        require(number >= 0 && number <= HIGHEST, name + " is between 0 and " + HIGHEST);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
