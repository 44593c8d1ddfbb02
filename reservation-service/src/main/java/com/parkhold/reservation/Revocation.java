package com.parkhold.reservation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a gate pass is to be revoked, and for whom. It travels to the gate as text and comes back in the gate's own event,
 * so that a revocation whose answer was lost still ends in what it was asked for.
 *
 * @param actor user id, or {@code system}
 */
public record Revocation(Cause cause, String actor) {

    private static final String SYSTEM = "system";

    /** What is behind it. */
    public enum Cause {
        CANCELLED_BY_DRIVER,
        CANCELLED_BY_OPERATOR,
        PAYMENT_FAILED,
        NO_SHOW
    }

    public static Revocation noShow() {
        return new Revocation(Cause.NO_SHOW, SYSTEM);
    }

    public static Revocation paymentFailed() {
        return new Revocation(Cause.PAYMENT_FAILED, SYSTEM);
    }

    /** Reads what {@link #text()} wrote; empty for a reason that is not ours. */
    public static Optional<Revocation> parse(String text) {
        String[] parts = text.split(":", 2);
        return Arrays.stream(Cause.values())
                .filter(cause -> cause.name().equals(parts[0]))
                .findAny()
                .map(cause -> new Revocation(cause, parts.length == 2 ? parts[1] : SYSTEM));
    }

    /** As it travels. */
    public String text() {
        return cause + ":" + actor;
    }
}
