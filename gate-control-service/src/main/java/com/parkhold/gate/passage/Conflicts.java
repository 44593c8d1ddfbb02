package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassOutcome;

/** What happened against what the database says. */
final class Conflicts {

    private Conflicts() {}

    static LaneException of(Movement movement, PassOutcome.Reason reason) {
        return new LaneException(
                "conflict:" + movement.eventId() + ":" + movement.reservationId(),
                movement.lotId(),
                movement.gateId(),
                LaneException.Kind.CONFLICT,
                movement.reservationId(),
                "%s at level %s happened, but the pass says %s".formatted(movement.signal(), movement.level(), reason),
                movement.at());
    }
}
