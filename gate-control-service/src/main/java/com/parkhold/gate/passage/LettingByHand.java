package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.journal.Journal;
import com.parkhold.gate.journal.JournalEntry;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.passage.Overriding.Action;
import com.parkhold.gate.passage.Overriding.Overridden;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;

/**
 * L3 for a car whose booking an operator names: decided by its pass alone, by the same compare-and-set as every car, and
 * durable before a barrier moves.
 */
@Service
public class LettingByHand {

    private final Arriving arriving;
    private final LiveLanes lanes;
    private final Journal journal;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    LettingByHand(Arriving arriving, LiveLanes lanes, Journal journal, Clock clock) {
        this.arriving = arriving;
        this.lanes = lanes;
        this.journal = journal;
        this.clock = clock;
    }

    /** Lets the car that stands at a lane in or out on a booking; the same key opens once. */
    public Outcome admit(LiveLane live, String reservationId, String actor, String reason, String key) {
        String eventId = "by-hand:" + live.lane().key() + ":" + reservationId + ":" + key;
        if (!underWay.add(eventId)) {
            return new Outcome.UnderWay();
        }
        try {
            Optional<Ruling> before = arriving.decidedBefore(eventId).filter(Ruling::allowed);
            return before.isPresent()
                    ? new Outcome.Done(before.get())
                    : letThrough(live, rule(live, reservationId, eventId), actor, reason);
        } finally {
            underWay.remove(eventId);
        }
    }

    private Outcome letThrough(LiveLane live, Ruling ruling, String actor, String reason) {
        if (!ruling.allowed()) {
            return new Outcome.Refused(Objects.requireNonNull(ruling.reason()));
        }
        Overridden done = new Overridden(
                ruling.eventId() + ":audit",
                ruling.lotId(),
                ruling.gateId(),
                Action.ADMIT,
                actor,
                reason,
                ruling.reservationId(),
                Level.L3,
                ruling.at());
        journal.append(JournalEntry.Kind.OVERRIDE, done.id(), done.id(), StoredJson.write(done), clock.millis());
        return lanes.letThrough(live, ruling) ? new Outcome.Done(ruling) : new Outcome.BarrierFailed();
    }

    /** Takes the pass for the car that stands at a lane; the same id gets the same ruling. */
    private Ruling rule(LiveLane live, String reservationId, String eventId) {
        Lane lane = live.lane();
        Arrival arrival = new Arrival(
                lane.lotId(),
                null,
                new Arrival.Ticket.Genuine(reservationId),
                1,
                0,
                Admission.EITHER,
                Set.of(),
                false,
                clock.instant());
        boolean countsAtOnce = live.barrier().isEmpty();
        Ruling ruling = arriving.arrive(
                new Visit(eventId, reservationId, lane.gateId(), lane.direction(), arrival, countsAtOnce, true, true));
        live.note(ruling);
        return ruling;
    }

    /** Takes the pass of a car that is kept until it has paid: what it owes becomes a debt. */
    Optional<Ruling> ruleOnKept(LiveLane live, String eventId) {
        return live.keptForPayment(clock.instant())
                .map(reservationId -> rule(live, reservationId, eventId))
                .filter(Ruling::allowed);
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** The barrier opened, now or when it was asked for first. */
        record Done(Ruling ruling) implements Outcome {}

        /** The pass does not let that car through. */
        record Refused(RefusalReason reason) implements Outcome {}

        /** The barrier did not open; the pass is free again. */
        record BarrierFailed() implements Outcome {}

        /** The same is being done at this moment. */
        record UnderWay() implements Outcome {}
    }
}
