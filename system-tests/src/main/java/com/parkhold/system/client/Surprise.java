package com.parkhold.system.client;

/** Something was other than promised. The message says what was expected and what was seen. */
public final class Surprise extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Surprise(String expected, Object seen) {
        super("expected: %s%n    seen: %s".formatted(expected, seen));
    }
}
