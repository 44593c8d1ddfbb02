package com.parkhold.common.inbox;

/** Something that an effect needs does not answer now; the event is tried again until it does. */
public class AwayException extends RuntimeException {
    public AwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
