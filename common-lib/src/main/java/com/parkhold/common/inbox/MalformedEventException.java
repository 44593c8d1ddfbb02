package com.parkhold.common.inbox;

/** A record that no retry will make readable; it goes to the dead letters. */
public class MalformedEventException extends RuntimeException {
    public MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
