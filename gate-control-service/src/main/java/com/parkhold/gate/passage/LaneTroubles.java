package com.parkhold.gate.passage;

import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.PassSignal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a lane at work puts before its operator. */
@Component
class LaneTroubles {

    private static final Logger log = LoggerFactory.getLogger(LaneTroubles.class);

    private final LaneExceptions exceptions;
    private final Clock clock;

    LaneTroubles(LaneExceptions exceptions, Clock clock) {
        this.exceptions = exceptions;
        this.clock = clock;
    }

    void didNotOpen(Ruling ruling, String why) {
        log.error("Gate {} did not open: {}", Lane.key(ruling.lotId(), ruling.gateId()), why);
        raise(
                LaneException.Kind.BARRIER_FAILED + ":" + ruling.eventId(),
                ruling.lotId(),
                ruling.gateId(),
                LaneException.Kind.BARRIER_FAILED,
                ruling.reservationId(),
                why,
                clock.instant());
    }

    /** A car stands before an arm that took the command twice. */
    void standsStill(Lane lane, @Nullable Movement movement, Instant since) {
        raise(
                LaneException.Kind.BARRIER_FAILED + ":" + (movement == null ? lane.key() + since : movement.eventId()),
                lane.lotId(),
                lane.gateId(),
                LaneException.Kind.BARRIER_FAILED,
                movement == null ? null : movement.reservationId(),
                "the barrier took the command twice, and the car still stands before it",
                clock.instant());
    }

    /** A car that was held to have left stood at an exit. */
    void late(Ruling ruling) {
        raise(
                "late:" + ruling.eventId(),
                ruling.lotId(),
                ruling.gateId(),
                LaneException.Kind.LATE_EXIT,
                ruling.reservationId(),
                "it was held to have left before",
                ruling.at());
    }

    /** A gate client has counted a car, the barrier opened for it, and the loops saw nobody pass. */
    void nobodyPassed(Late late, Instant now) {
        if (!late.seen()) {
            return;
        }
        Movement movement = late.movement();
        raise(
                "unpassed:" + movement.key(),
                movement.lotId(),
                movement.gateId(),
                movement.signal() == PassSignal.ENTER
                        ? LaneException.Kind.ENTRY_UNCONFIRMED
                        : LaneException.Kind.EXIT_UNCONFIRMED,
                movement.reservationId(),
                "a gate client counted the car, the barrier was told to open, and nobody passed; it counts as through",
                now);
    }

    void unconfirmed(Movement movement, PassSignal through, Instant now) {
        raise(
                "unconfirmed:" + movement.key(),
                movement.lotId(),
                movement.gateId(),
                through == PassSignal.ENTER
                        ? LaneException.Kind.ENTRY_UNCONFIRMED
                        : LaneException.Kind.EXIT_UNCONFIRMED,
                movement.reservationId(),
                "the barrier was told to open and nobody saw whether the car passed; it counts as through",
                now);
    }

    /** A car passed that nobody let through. */
    void unexpected(Lane lane, boolean behindAnother, Instant at) {
        raise(
                "passage:" + lane.key() + ":" + at,
                lane.lotId(),
                lane.gateId(),
                behindAnother ? LaneException.Kind.TAILGATING : LaneException.Kind.FORCED_BARRIER,
                null,
                behindAnother ? "a second car passed on one opening" : "a car passed that nobody let through",
                at);
    }

    void arm(LiveLane live, LaneException.Kind kind, Instant now) {
        Lane lane = live.lane();
        raise(
                kind + ":" + lane.key() + ":" + now,
                lane.lotId(),
                lane.gateId(),
                kind,
                null,
                "the arm says that it is %s".formatted(live.status().arm()),
                now);
    }

    private void raise(
            String id,
            String lotId,
            String gateId,
            LaneException.Kind kind,
            @Nullable String reservationId,
            String detail,
            Instant at) {
        exceptions.raise(new LaneException(id, lotId, gateId, kind, reservationId, detail, at));
    }
}
