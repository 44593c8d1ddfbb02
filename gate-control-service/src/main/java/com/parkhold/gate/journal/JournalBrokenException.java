package com.parkhold.gate.journal;

/** The local disk does not keep what it is given: nothing may be opened on its word. */
public class JournalBrokenException extends RuntimeException {
    public JournalBrokenException(String message) {
        super(message);
    }

    public JournalBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
