package com.parkhold.payment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** What a booking owes if its money cannot be taken after all: as much as it would have kept of it. Minor units. */
@Embeddable
class Owing {

    @Column
    private @Nullable String staySessionId;

    private long letOffMinor;
    private long feeMinor;

    protected Owing() {}

    /** The booking came to a stay. */
    void stayed(String sessionId) {
        staySessionId = sessionId;
    }

    /** A part of the price is not the lot's: it goes back where it was taken, and is not owed where it was not. */
    void letOff(long minor) {
        letOffMinor += minor;
    }

    /** The booking was called off at a price. */
    void calledOff(long keptMinor) {
        feeMinor = keptMinor;
    }

    /** What is owed of a price. */
    long of(long priceMinor) {
        return staySessionId == null ? Math.min(feeMinor, priceMinor) : Math.max(0, priceMinor - letOffMinor);
    }
}
