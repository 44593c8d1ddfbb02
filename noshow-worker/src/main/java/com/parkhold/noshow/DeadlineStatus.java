package com.parkhold.noshow;

/** Where a deadline is. */
public enum DeadlineStatus {
    /** Its time has not come, or its owner has not answered yet. */
    WAITING,
    /** The owner was told and decided. */
    DONE,
    /** It no longer matters. */
    DROPPED;

    /** What happens to a deadline. */
    public enum Signal {
        SET,
        TOLD,
        DROP
    }

    /** The one transition table: where a signal leads, or the status itself where it changes nothing. */
    DeadlineStatus after(Signal signal) {
        return switch (this) {
            case WAITING ->
                switch (signal) {
                    case SET -> WAITING;
                    case TOLD -> DONE;
                    case DROP -> DROPPED;
                };
            case DONE -> DONE;
            case DROPPED ->
                switch (signal) {
                    case SET -> WAITING;
                    case TOLD, DROP -> DROPPED;
                };
        };
    }
}
