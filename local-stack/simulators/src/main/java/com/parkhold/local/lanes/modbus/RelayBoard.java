package com.parkhold.local.lanes.modbus;

import com.parkhold.local.lanes.barrier.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Relays and inputs of one controller. A relay may be welded: it then stays closed whatever it is told, as a burnt
 * contact does, and reads back closed. Not safe for several threads: the lane's lock guards it.
 */
public final class RelayBoard {
    /** Told of each change of a contact. */
    @FunctionalInterface
    public interface Wiring {
        void contact(int relay, boolean closed);
    }

    private final Timers timers;
    private final Wiring wiring;
    private final boolean[] relays;
    private final boolean[] inputs;
    private final int[] modes;
    private final Timers.@Nullable Running[] flashes;
    private boolean welding;

    /** @param timers must run its actions under the lane's lock */
    public RelayBoard(int relays, int inputs, Timers timers, Wiring wiring) {
        this.timers = timers;
        this.wiring = wiring;
        this.relays = new boolean[relays];
        this.inputs = new boolean[inputs];
        this.modes = new int[relays];
        this.flashes = new Timers.Running[relays];
    }

    /** Switches by command, which ends a running flash. A relay in mode 1 ignores commands. */
    public void command(int relay, boolean closed) {
        if (modes[relay] != 1) {
            cancelFlash(relay);
            turn(relay, closed);
        }
    }

    /** Switches to {@code closed} and by itself back after {@code length}. */
    public void flash(int relay, boolean closed, Duration length) {
        if (modes[relay] != 1) {
            cancelFlash(relay);
            turn(relay, closed);
            flashes[relay] = timers.after(length, () -> turn(relay, !closed));
        }
    }

    public boolean relay(int relay) {
        return relays[relay];
    }

    public boolean[] relays() {
        return relays.clone();
    }

    public boolean[] inputs() {
        return inputs.clone();
    }

    public void input(int number, boolean on) {
        inputs[number] = on;
    }

    public int mode(int relay) {
        return modes[relay];
    }

    public void mode(int relay, int mode) {
        modes[relay] = mode;
    }

    /** From now on a contact that closes stays closed; ended, the welded ones open. */
    public void weld(boolean welding) {
        this.welding = welding;
        for (int relay = 0; !welding && relay < relays.length; relay++) {
            turn(relay, false);
        }
    }

    private void turn(int relay, boolean closed) {
        boolean next = closed || (welding && relays[relay]);
        if (relays[relay] != next) {
            relays[relay] = next;
            wiring.contact(relay, next);
        }
    }

    private void cancelFlash(int relay) {
        Timers.Running flash = flashes[relay];
        if (flash != null) {
            flash.cancel();
            flashes[relay] = null;
        }
    }
}
