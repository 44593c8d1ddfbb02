package com.parkhold.gate.pass;

import com.parkhold.gate.Fixtures;

/** Passes that went through public transitions. */
public final class Passed {

    private Passed() {}

    /** A pass after signals of one gate event. */
    public static Pass through(Pass pass, String eventId, PassSignal... signals) {
        Pass now = pass;
        for (PassSignal signal : signals) {
            Movement movement = Fixtures.movement(now, signal, eventId);
            if (!(now.outcomeOf(movement) instanceof PassOutcome.Applied applied)) {
                throw new IllegalArgumentException(signal + " does not apply to " + now.state());
            }
            now = now.after(movement, applied.to());
        }
        return now;
    }
}
