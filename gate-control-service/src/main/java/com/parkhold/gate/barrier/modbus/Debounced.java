package com.parkhold.gate.barrier.modbus;

import java.time.Duration;

/** One input that counts as changed once it has stayed so for a while. Not safe for several threads. */
final class Debounced {

    private final long stableNanos;
    private boolean known;
    private boolean value;
    private boolean candidate;
    private long since;

    Debounced(Duration stable) {
        stableNanos = stable.toNanos();
    }

    /** Takes a sample; true if the input counts as changed with it. The first sample is taken as it is. */
    boolean sample(boolean raw, long nanos) {
        if (!known) {
            known = true;
            value = raw;
            candidate = raw;
            return raw;
        }
        if (raw != candidate) {
            candidate = raw;
            since = nanos;
        }
        if (candidate != value && nanos - since >= stableNanos) {
            value = candidate;
            return true;
        }
        return false;
    }

    boolean value() {
        return value;
    }
}
