package com.parkhold.gate.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param sequence the order in which things happened on this machine
 * @param key unique among entries of its kind: writing it again changes nothing
 * @param subject what its order matters to: entries of one subject are reconciled in sequence
 * @param trace the W3C traceparent of what caused it, if there was one
 */
public record JournalEntry(
        long sequence,
        Kind kind,
        String key,
        String subject,
        String body,
        @Nullable String trace) {
    /** What an entry tells. */
    public enum Kind {
        RULING,
        MOVEMENT,
        PASSAGE,
        CAMERA_READ,
        EXCEPTION,
        OVERRIDE,
        /** Written by another version of this service. */
        UNKNOWN;

        static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equals(name))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
