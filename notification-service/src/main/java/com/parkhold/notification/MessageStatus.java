package com.parkhold.notification;

/** Where a message is. */
public enum MessageStatus {
    /** Not delivered yet. */
    PENDING,
    /** The channel accepted it. */
    SENT,
    /** The channel will never take it, or it was tried for too long. */
    GIVEN_UP;

    /** What a try came to. */
    public enum Signal {
        ACCEPTED,
        FAILED,
        HOPELESS
    }

    /** The one transition table: where a signal leads, or the status itself where it changes nothing. */
    MessageStatus after(Signal signal) {
        return switch (this) {
            case PENDING ->
                switch (signal) {
                    case ACCEPTED -> SENT;
                    case FAILED -> PENDING;
                    case HOPELESS -> GIVEN_UP;
                };
            case SENT -> SENT;
            case GIVEN_UP -> GIVEN_UP;
        };
    }
}
