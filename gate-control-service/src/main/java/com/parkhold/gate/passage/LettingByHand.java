package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.PassState;
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
    private final PassBook book;
    private final NotingOverrides noting;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    LettingByHand(Arriving arriving, LiveLanes lanes, PassBook book, NotingOverrides noting, Clock clock) {
        this.arriving = arriving;
        this.lanes = lanes;
        this.book = book;
        this.noting = noting;
        this.clock = clock;
    }

    /**
     * Lets the car that stands at a lane in or out on a booking. The same key opens once: where the barrier did not open
     * and the pass was given back, it is decided anew; where nobody waits for the car to pass, the service stopped before
     * it could tell whether the barrier opened, and it opens now.
     */
    public Outcome admit(LiveLane live, String reservationId, String actor, String reason, String key) {
        String eventId = "by-hand:" + live.lane().key() + ":" + reservationId + ":" + key;
        if (!underWay.add(eventId)) {
            return new Outcome.UnderWay();
        }
        try {
            Optional<Ruling> before = arriving.decidedBefore(eventId).filter(Ruling::allowed);
            Optional<Pass> pass = book.find(reservationId);
            if (before.isPresent() && (pass.isEmpty() || holds(before.get(), pass.get()))) {
                return isOnItsWay(before.get(), pass) && !lanes.isAwaited(pass.orElseThrow())
                        ? letThrough(live, before.get(), actor, reason)
                        : new Outcome.Done(before.get());
            }
            String attempt = before.isEmpty()
                    ? eventId
                    : eventId + ":" + pass.orElseThrow().version();
            return letThrough(live, rule(live, reservationId, attempt), actor, reason);
        } finally {
            underWay.remove(eventId);
        }
    }

    /** Whether the ruling, or a later attempt at it, is what moved the pass last, and was not given back. */
    private static boolean holds(Ruling ruling, Pass pass) {
        String last = String.valueOf(pass.lastEventId());
        boolean isLast = last.equals(ruling.eventId()) || last.startsWith(ruling.eventId() + ":");
        PassState state = pass.state();
        return isLast
                && switch (ruling.direction()) {
                    case ENTRY -> state == PassState.ADMITTED || state == PassState.INSIDE;
                    case EXIT -> state == PassState.LEAVING || state == PassState.OUT;
                };
    }

    /** Let through, and not seen to pass. */
    private static boolean isOnItsWay(Ruling ruling, Optional<Pass> pass) {
        return ruling.signal() != null
                && pass.filter(one -> one.state() == PassState.ADMITTED || one.state() == PassState.LEAVING)
                        .isPresent();
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
        noting.note(done);
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

    /**
     * Takes the pass of a car that is kept until it has paid: what it owes becomes a debt.
     *
     * @param eventId of its own: events are told to the database once by their ids
     */
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

        /** The barrier did not open, and the pass is free again; or nobody can say, and an operator is told. */
        record BarrierFailed() implements Outcome {}

        /** The same is being done at this moment. */
        record UnderWay() implements Outcome {}
    }
}
