package com.parkhold.local.lanes.modbus;

import com.parkhold.local.lanes.barrier.ArmPosition;
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
