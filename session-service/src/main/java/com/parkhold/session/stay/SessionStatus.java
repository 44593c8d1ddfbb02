package com.parkhold.session.stay;

/** Where a stay is. */
public enum SessionStatus {
    /** The car is inside. */
    OPEN,
    /** The car has left and the stay is settled. */
    CLOSED,
    /** The car never entered after all. */
    VOIDED;

    /** What gates say about a stay. */
    public enum Signal {
        ENTERED,
        EXITED,
        BACKED_OUT
    }

    /** The one transition table: where a signal leads, or the status itself where it changes nothing. */
    SessionStatus after(Signal signal) {
        return switch (this) {
            case OPEN ->
                switch (signal) {
                    case ENTERED -> OPEN;
                    case EXITED -> CLOSED;
                    case BACKED_OUT -> VOIDED;
                };
            case CLOSED -> CLOSED;
            case VOIDED -> VOIDED;
        };
    }
}
