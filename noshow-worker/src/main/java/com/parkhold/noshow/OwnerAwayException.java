package com.parkhold.noshow;

/** The owner gave no final answer; it is asked again. */
public class OwnerAwayException extends RuntimeException {
    OwnerAwayException(Throwable cause) {
        super("reservation-service gave no final answer", cause);
    }
}
