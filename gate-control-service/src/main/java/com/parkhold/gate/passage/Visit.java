package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.PassSignal;

/**
 * One car in front of one barrier, under the id of its gate event.
 *
 * @param eventId unique; a repeated one is the same visit
 * @param fingerprint of what was asked, to tell a repetition from another request under the same id
 * @param countsAtOnce whether whoever asks drives the barrier and counts the car: then there is no waiting for loops
 * @param byHand whether an operator names the booking: then only its pass has a say
 * @param inService whether its lane may open by itself
 */
public record Visit(
        String eventId,
        String fingerprint,
        String gateId,
        Direction direction,
        Arrival arrival,
        boolean countsAtOnce,
        boolean byHand,
        boolean inService) {

    /** A car that came by itself, at a lane that may open by itself. */
    public Visit(
            String eventId,
            String fingerprint,
            String gateId,
            Direction direction,
            Arrival arrival,
            boolean countsAtOnce) {
        this(eventId, fingerprint, gateId, direction, arrival, countsAtOnce, false, true);
    }

    /** The same at a lane that may not. */
    Visit outOfService() {
        return new Visit(eventId, fingerprint, gateId, direction, arrival, countsAtOnce, byHand, false);
    }

    String lotId() {
        return arrival.lotId();
    }

    /** Whether it waits at a closed barrier while money is due. */
    boolean isKeptForPayment() {
        return direction == Direction.EXIT && !byHand;
    }

    /** What opening means for the pass. */
    PassSignal signal() {
        return switch (direction) {
            case ENTRY -> countsAtOnce ? PassSignal.ENTER : PassSignal.ADMIT;
            case EXIT -> countsAtOnce ? PassSignal.EXIT : PassSignal.LET_OUT;
        };
    }
}
