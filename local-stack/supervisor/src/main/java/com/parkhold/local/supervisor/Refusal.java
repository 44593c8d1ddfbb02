package com.parkhold.local.supervisor;

/** A command cannot be carried out; the message is the one line that the person gets to read. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String line) {
        super(line);
    }
}
