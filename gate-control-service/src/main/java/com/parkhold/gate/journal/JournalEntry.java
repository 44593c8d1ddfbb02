package com.parkhold.gate.journal;

/**
 * One line of the journal.
 *
 * @param sequence the order in which things happened on this machine
 * @param key unique among entries of its kind: writing it again changes nothing
 * @param subject what its order matters to: entries of one subject are reconciled in sequence
 */
public record JournalEntry(long sequence, Kind kind, String key, String subject, String body) {
    /** What an entry tells. */
    public enum Kind {
        RULING,
        MOVEMENT,
        CAMERA_READ,
        EXCEPTION,
        OVERRIDE
    }
}
