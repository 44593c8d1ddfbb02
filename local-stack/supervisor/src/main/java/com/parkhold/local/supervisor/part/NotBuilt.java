package com.parkhold.local.supervisor.part;

/** The part's jar is not there, or lacks its main class; the message says which. */
public final class NotBuilt extends Exception {
    private static final long serialVersionUID = 1L;

    public NotBuilt(String message) {
        super(message);
    }
}
