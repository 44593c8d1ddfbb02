package com.parkhold.local.lanes.modbus;

import com.parkhold.local.lanes.barrier.ArmPosition;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The holding registers of a product. Addresses are those on the wire. */
sealed interface Registers {
    /** Empty for an illegal address. */
    OptionalInt read(int address);

    /** False for an illegal address. */
    boolean write(int address, int value);

    static Registers of(ControllerProfile profile, RelayBoard board, Supplier<ArmPosition> arm) {
        return switch (profile.name()) {
            case "waveshare" -> new RelayModes(board, profile.relays());
            case "wago" -> new Watchdog();
            case "register-driven" -> new Driven(board, arm);
            case "came" -> new BarrierStatus(board, arm);
            default -> new None();
        };
    }

    /** Waveshare: one mode per relay from 0x1000 on. */
    record RelayModes(RelayBoard board, int relays) implements Registers {
        private static final int BASE = 0x1000;

        @Override
        public OptionalInt read(int address) {
            return has(address) ? OptionalInt.of(board.mode(address - BASE)) : OptionalInt.empty();
        }

        @Override
        public boolean write(int address, int value) {
            if (has(address)) {
                board.mode(address - BASE, value);
            }
            return has(address);
        }

        private boolean has(int address) {
            return address >= BASE && address < BASE + relays;
        }
    }

    /** WAGO: the watchdog's settings. A time-out leaves the outputs as they are, so that nothing else happens. */
    final class Watchdog implements Registers {
        private static final int BASE = 0x1000;
        private final int[] settings = new int[12];

        @Override
        public OptionalInt read(int address) {
            return has(address) ? OptionalInt.of(settings[address - BASE]) : OptionalInt.empty();
        }

        @Override
        public boolean write(int address, int value) {
            if (has(address)) {
                settings[address - BASE] = value;
            }
            return has(address);
        }

        private boolean has(int address) {
            return address >= BASE && address < BASE + settings.length;
        }
    }

    /** CAME: 40101 and the following, read only. The count of manoeuvres is not kept by the arm and reads 0. */
    record BarrierStatus(RelayBoard board, Supplier<ArmPosition> arm) implements Registers {
        @Override
        public OptionalInt read(int address) {
            return switch (address) {
                case 100 -> OptionalInt.of(status());
                case 101 -> OptionalInt.of(percent());
                case 102, 103, 104, 105 -> OptionalInt.of(0);
                default -> OptionalInt.empty();
            };
        }

        @Override
        public boolean write(int address, int value) {
            return false;
        }

        private int status() {
            return switch (arm.get()) {
                case OPEN -> 16;
                case CLOSED -> 17;
                case STOPPED -> 19;
                case OPENING -> 32;
                case CLOSING -> 33;
            };
        }

        private int percent() {
            return switch (arm.get()) {
                case OPEN -> 100;
                case CLOSED -> 0;
                case STOPPED, OPENING, CLOSING -> 255;
            };
        }
    }

    /**
     * A barrier that is driven by registers: 0 lifts with 1 and is released with 0, 1 closes with 1; 16 shows the inputs,
     * the lowest first, and 17 the position: 1 closed, 2 opening, 3 open, 4 closing, 5 stopped.
     */
    record Driven(RelayBoard board, Supplier<ArmPosition> arm) implements Registers {
        private static final int CLOSE = 2;
        private static final Duration MOMENT = Duration.ofMillis(200);

        @Override
        public OptionalInt read(int address) {
            return switch (address) {
                case 0 -> OptionalInt.of(board.relay(0) ? 1 : 0);
                case 1 -> OptionalInt.of(board.relay(CLOSE) ? 1 : 0);
                case 16 -> OptionalInt.of(inputs());
                case 17 -> OptionalInt.of(position());
                default -> OptionalInt.empty();
            };
        }

        @Override
        public boolean write(int address, int value) {
            if (address == 0) {
                board.command(0, value == 1);
            } else if (address == 1 && value == 1) {
                board.flash(CLOSE, true, MOMENT);
            }
            return address == 0 || address == 1;
        }

        private int inputs() {
            boolean[] inputs = board.inputs();
            int word = 0;
            for (int input = 0; input < inputs.length; input++) {
                word |= inputs[input] ? 1 << input : 0;
            }
            return word;
        }

        private int position() {
            return switch (arm.get()) {
                case CLOSED -> 1;
                case OPENING -> 2;
                case OPEN -> 3;
                case CLOSING -> 4;
                case STOPPED -> 5;
            };
        }
    }

    /** No holding registers at all. */
    record None() implements Registers {
        @Override
        public OptionalInt read(int address) {
            return OptionalInt.empty();
        }

        @Override
        public boolean write(int address, int value) {
            return false;
        }
    }
}
