package com.parkhold.gate.keeping;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps a lot, as it is remembered.
 *
 * @param since since when, as far as is known
 */
record Keeper(String lotId, String address, Instant since) {

    /** What was written down before it was written down since when has been so for longer than anything else. */
    Keeper(String lotId, String address, @Nullable Instant since) {
        this.lotId = lotId;
        this.address = address;
        this.since = Objects.requireNonNullElse(since, Instant.EPOCH);
    }

    /** Whether it began after another; at the same moment, one of the two by name. */
    boolean isAfter(Keeper other) {
        return since.equals(other.since) ? address.compareTo(other.address) > 0 : since.isAfter(other.since);
    }
}
