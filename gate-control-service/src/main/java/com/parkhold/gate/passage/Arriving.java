package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Decision;
import com.parkhold.gate.lane.Commissionings;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.Spot;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A car arrives at a barrier: whatever a driver waits for is asked first, within its budget, then the ladder decides.
 * A visit that is repeated under its event id, even at the same moment, gets the same ruling.
 */
@Service
public class Arriving {

    private final Ladder ladder;
    private final Spots spots;
    private final Settlements settlements;
    private final LaneExceptions exceptions;
    private final Lanes lanes;
    private final Commissionings commissionings;
    private final Clock clock;
    private final ConcurrentMap<String, CompletableFuture<Ruling>> underWay = new ConcurrentHashMap<>();

    Arriving(
            Ladder ladder,
            Spots spots,
            Settlements settlements,
            LaneExceptions exceptions,
            Lanes lanes,
            Commissionings commissionings,
            Clock clock) {
        this.ladder = ladder;
        this.spots = spots;
        this.settlements = settlements;
        this.exceptions = exceptions;
        this.lanes = lanes;
        this.commissionings = commissionings;
        this.clock = clock;
    }

    /** Decides the visit, or answers what was decided on it before. */
    public Ruling arrive(Visit visit) {
        return arriveOnce(visit).ruling();
    }

    /** The same, and says which it was. */
    public Arrived arriveOnce(Visit arrived) {
        Visit visit = arrived.byHand() || isArmed(arrived) ? arrived : arrived.outOfService();
        CompletableFuture<Ruling> mine = new CompletableFuture<>();
        CompletableFuture<Ruling> others = underWay.putIfAbsent(visit.eventId(), mine);
        if (others != null) {
            return new Arrived(others.join(), true);
        }
        try {
            Arrived decided = ladder.arrived(visit, prepare(visit));
            noteUnsettled(decided.ruling());
            mine.complete(decided.ruling());
            return decided;
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            underWay.remove(visit.eventId(), mine);
        }
    }

    /** What was decided on a visit before; empty where that cannot be said now. */
    public Optional<Ruling> decidedBefore(String eventId) {
        return ladder.decidedBefore(eventId);
    }

    /** Whether a car that was kept for its payment would be kept now too; asks as arriving does, and decides nothing. */
    public boolean isKeptForPayment(String reservationId, Instant at) {
        return ladder.pass(reservationId)
                .flatMap(pass -> settlements.ask(pass, at))
                .filter(Settlement::keepsUntilPaid)
                .isPresent();
    }

    /** Tells of reservations whose cars may be decided on better now than when they came. */
    public void followSettlements(Consumer<String> follower) {
        settlements.follow(follower);
    }

    private boolean isArmed(Visit visit) {
        return lanes.find(visit.lotId(), visit.gateId())
                .map(lane -> commissionings.isArmed(lane, clock.instant()))
                .orElse(true);
    }

    private Prepared prepare(Visit visit) {
        if (!(Verdicts.decide(visit, ladder.remembered(visit)) instanceof Decision.Open open)) {
            return Prepared.nothing();
        }
        Pass pass = open.pass();
        return switch (visit.direction()) {
            case ENTRY -> new Prepared(pass.reservationId(), spotFor(visit, pass), null);
            case EXIT ->
                new Prepared(
                        pass.reservationId(),
                        null,
                        pass.isStray()
                                ? null
                                : settlements.ask(pass, visit.arrival().at()).orElse(null));
        };
    }

    /** Only who shows the answer to a driver waits for a spot; else inventory assigns one from the entry itself. */
    private @Nullable Spot spotFor(Visit visit, Pass pass) {
        if (pass.spot() != null || !(visit.countsAtOnce() || visit.byHand())) {
            return pass.spot();
        }
        return spots.assign(pass)
                .or(() -> spots.zone(pass.lotId(), pass.spotClass()))
                .orElse(null);
    }

    private void noteUnsettled(Ruling ruling) {
        boolean unsettled = ruling.allowed() && ruling.direction() == Direction.EXIT && !ruling.settledBySession();
        Optional<Pass> late = unsettled ? ladder.overdue(ruling) : Optional.empty();
        late.ifPresent(pass -> exceptions.raise(new LaneException(
                "unsettled:" + ruling.eventId(),
                ruling.lotId(),
                ruling.gateId(),
                LaneException.Kind.UNSETTLED_EXIT,
                pass.reservationId(),
                "left after its time; its stay is settled from the exit event",
                ruling.at())));
    }
}
