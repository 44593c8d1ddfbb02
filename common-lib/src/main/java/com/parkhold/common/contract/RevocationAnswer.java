package com.parkhold.common.contract;

/** What became of a pass. Asked again, it answers the same. */
public record RevocationAnswer(Outcome outcome) {
    /** REVOKED also where there was no pass yet: one that arrives later is dead on arrival. */
    public enum Outcome {
        REVOKED,
        ALREADY_INSIDE,
        ALREADY_LEFT
    }
}
