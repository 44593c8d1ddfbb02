package com.parkhold.local.lanes.modbus;

import com.parkhold.local.lanes.barrier.Drive;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One product as data: how many relays and inputs it has, at which wire addresses (zero-based) they are written and
 * read, and what its relays are wired to in our lanes.
 *
 * @param writes where the first relay is written with FC05 and FC15; several if the product mirrors it
 * @param coils what FC01 shows
 * @param discretes what FC02 shows
 * @param flashes has Waveshare's timed coils at 0x0200 and 0x0400, the toggle value 5500 and the relay modes at 0x1000
 * @param momentary a written coil is a command that falls back by itself, not a contact that stays
 * @param drives what relay 0, 1, … drives; the others drive nothing
 */
public record ControllerProfile(
        String name,
        int relays,
        int inputs,
        List<Integer> writes,
        List<Block> coils,
        List<Block> discretes,
        boolean flashes,
        boolean momentary,
        List<Drive> drives) {

    /** What a block of addresses shows. */
    public enum Bank {
        RELAYS,
        INPUTS
    }

    /** Consecutive addresses from {@code base} on. */
    public record Block(int base, Bank bank) {}

    private static final List<Drive> BOARD = List.of(Drive.LIFT, Drive.STOP, Drive.CLOSE);
    private static final List<Drive> CAME = List.of(
            Drive.STOP, Drive.LIFT, Drive.LIFT, Drive.CLOSE, Drive.STEP, Drive.STEP, Drive.NOTHING, Drive.NOTHING);
    private static final List<Block> RELAYS_AT_0 = List.of(new Block(0, Bank.RELAYS));
    private static final List<Block> INPUTS_AT_0 = List.of(new Block(0, Bank.INPUTS));
    private static final List<Block> BOTH_WAGO = List.of(new Block(0, Bank.INPUTS), new Block(0x200, Bank.RELAYS));
    private static final List<Block> BOTH_ADAM = List.of(new Block(0, Bank.INPUTS), new Block(0x10, Bank.RELAYS));

    private static final Map<String, ControllerProfile> ALL = Map.of(
            "waveshare",
            new ControllerProfile("waveshare", 8, 8, List.of(0), RELAYS_AT_0, INPUTS_AT_0, true, false, BOARD),
            "advantech",
            new ControllerProfile("advantech", 6, 12, List.of(0x10), BOTH_ADAM, INPUTS_AT_0, false, false, BOARD),
            "wago",
            new ControllerProfile("wago", 8, 8, List.of(0, 0x200), BOTH_WAGO, BOTH_WAGO, false, false, BOARD),
            "came",
            new ControllerProfile("came", 8, 8, List.of(0), RELAYS_AT_0, INPUTS_AT_0, false, true, CAME),
            "register-driven",
            new ControllerProfile("register-driven", 3, 16, List.of(0), List.of(), List.of(), false, false, BOARD),
            "hikvision",
            new ControllerProfile("hikvision", 3, 8, List.of(0), List.of(), List.of(), false, false, BOARD),
            "generic",
            new ControllerProfile("generic", 16, 16, List.of(0), RELAYS_AT_0, INPUTS_AT_0, false, false, BOARD));

    /** @throws IllegalArgumentException if there is no such profile */
    public static ControllerProfile named(String name) {
        ControllerProfile profile = ALL.get(name.toLowerCase(Locale.ROOT));
        if (profile == null) {
            throw new IllegalArgumentException(
                    "profile is one of " + ALL.keySet().stream().sorted().toList());
        }
        return profile;
    }

    public Drive drive(int relay) {
        return relay < drives.size() ? drives.get(relay) : Drive.NOTHING;
    }

    /** The address of the coil that lifts the arm. */
    public int liftAddress() {
        return writes.getFirst() + drives.indexOf(Drive.LIFT);
    }
}
