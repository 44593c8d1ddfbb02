package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Passes;
import com.parkhold.gate.passage.CorrectingPasses.Operator;
import com.parkhold.gate.passage.CorrectingPasses.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Time inside that no booking covers, billed only by an operator's word and once: the stay of a car that came in on a
 * revoked pass, and what a car stayed on after it was held to have left. It is charged as time beyond an end, by the terms
 * of the booking.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class BillingUnbookedTime {

    /** In place of a gate's id: no exit saw the car, and the rule's cap is not meant for it. */
    private static final String BY_HAND = "by-hand";

    private final Passes passes;
    private final GateEvents events;
    private final Audit audit;
    private final Clock clock;

    BillingUnbookedTime(Passes passes, GateEvents events, Audit audit, Clock clock) {
        this.passes = passes;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** From the instant at which a car was held to have left until it did, as an exit saw. */
    Outcome stayedOn(Operator by, Pass pass, LaneExceptions.Row exit) {
        return bill(by, pass, "billed-late:" + pass.reservationId(), exit.gateId(), pass.updatedAt(), exit.at());
    }

    /** From its entry until it left; where no exit saw that, until the end of what was booked at most. */
    Outcome stray(Operator by, Pass left) {
        Instant from = Objects.requireNonNull(left.stay(), "a car that left has a stay")
                .enteredAt();
        boolean seen = !left.isHeldToHaveLeft();
        Instant until = seen || left.updatedAt().isBefore(left.endsAt()) ? left.updatedAt() : left.endsAt();
        String gateId = seen ? String.valueOf(left.lastGateId()) : BY_HAND;
        return bill(by, left, "billed:" + left.reservationId(), gateId, from, until);
    }

    private Outcome bill(Operator by, Pass pass, String eventId, String gateId, Instant from, Instant until) {
        if (!until.isAfter(from)) {
            return new Outcome.NotPossible("NOTHING_TO_BILL");
        }
        Instant now = clock.instant();
        boolean first = events.add(new GateEvents.Row(
                eventId,
                pass.lotId(),
                gateId,
                "STAY_BILLED",
                pass.reservationId(),
                null,
                null,
                by.reason(),
                Level.L3.name(),
                now,
                "{}"));
        if (first) {
            passes.bill(pass.reservationId(), eventId, gateId, from, until);
            audit.state(by.lotId(), by.actor(), "STAY_BILLED", pass.reservationId(), by.reason(), now);
        }
        return new Outcome.Done();
    }
}
