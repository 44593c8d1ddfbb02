package com.parkhold.gateway.routing;

import java.util.Locale;

/** Who answers a published path. */
public enum Owner {
    /** The gateway itself: the contract and its page. */
    GATEWAY,
    RESERVATION,
    INVENTORY,
    PAYMENT,
    GATE,
    SESSION;

    /** As routes, circuit breakers and metrics call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
