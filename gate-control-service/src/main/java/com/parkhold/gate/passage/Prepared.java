package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Spot;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of other services before the decision, for the pass that the visit will most likely be about. It
 * counts only if it is about that pass in the end.
 */
record Prepared(
        @Nullable String reservationId,
        @Nullable Spot spot,
        @Nullable Settlement settlement) {

    static Prepared nothing() {
        return new Prepared(null, null, null);
    }

    @Nullable
    Spot spotFor(Pass pass) {
        return pass.reservationId().equals(reservationId) ? spot : null;
    }

    @Nullable
    Settlement settlementFor(Pass pass) {
        return pass.reservationId().equals(reservationId) ? settlement : null;
    }
}
