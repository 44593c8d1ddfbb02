package com.parkhold.gate.passage;

import com.parkhold.gate.decision.Decision.Match;
import com.parkhold.gate.decision.RefusalReason;
import com.parkhold.gate.lane.Direction;
import com.parkhold.gate.pass.Level;
import com.parkhold.gate.pass.Movement;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassSignal;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Spot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a visit, as it is stored, journaled and answered again.
 *
 * @param plate as read; personal
 * @param settlement what leaving comes to, if that was known in time
 * @param signal what opening does to the pass
 */
public record Ruling(
        String eventId,
        String fingerprint,
        Direction direction,
        String lotId,
        String gateId,
        @Nullable String plate,
        boolean allowed,
        @Nullable RefusalReason reason,
        String message,
        @Nullable String reservationId,
        @Nullable String sessionId,
        @Nullable Match match,
        @Nullable Spot spot,
        @Nullable Settlement settlement,
        @Nullable PassSignal signal,
        Level level,
        Instant at) {

    static Ruling open(Visit visit, Pass pass, Match match, Prepared prepared, Level level) {
        Spot spot = pass.spot() != null ? pass.spot() : prepared.spotFor(pass);
        Settlement settlement = prepared.settlementFor(pass);
        return new Ruling(
                visit.eventId(),
                visit.fingerprint(),
                visit.direction(),
                visit.lotId(),
                visit.gateId(),
                plateOf(visit),
                true,
                null,
                Greetings.of(visit.direction(), spot, settlement),
                pass.reservationId(),
                pass.sessionIdUnder(visit.eventId()),
                match,
                spot,
                settlement,
                pass.state() == PassState.OUT ? null : visit.signal(),
                level,
                visit.arrival().at());
    }

    static Ruling refuse(Visit visit, RefusalReason reason, @Nullable Settlement settlement, Level level) {
        return new Ruling(
                visit.eventId(),
                visit.fingerprint(),
                visit.direction(),
                visit.lotId(),
                visit.gateId(),
                plateOf(visit),
                false,
                reason,
                reason.message(),
                null,
                null,
                null,
                null,
                settlement,
                null,
                level,
                visit.arrival().at());
    }

    /** A car that has to pay before it leaves; opening nothing, it names the stay to pay for. */
    static Ruling held(Visit visit, Pass pass, Match match, Settlement settlement, Level level) {
        return new Ruling(
                visit.eventId(),
                visit.fingerprint(),
                visit.direction(),
                visit.lotId(),
                visit.gateId(),
                plateOf(visit),
                false,
                RefusalReason.PAYMENT_DUE,
                Greetings.payFirst(settlement),
                pass.reservationId(),
                pass.sessionIdUnder(visit.eventId()),
                match,
                null,
                settlement,
                null,
                level,
                visit.arrival().at());
    }

    /** The reservation whose car is kept until it has paid. */
    public Optional<String> keptForPayment() {
        return reason == RefusalReason.PAYMENT_DUE ? Optional.ofNullable(reservationId) : Optional.empty();
    }

    /** What it does to a pass, if it opens. */
    public Optional<Movement> movement() {
        if (signal == null || reservationId == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Movement(signal, eventId, reservationId, lotId, gateId, at, level, spot, String.valueOf(match)));
    }

    /** Whether session-service itself said what leaving comes to. */
    public boolean settledBySession() {
        return settlement != null && settlement.settled();
    }

    /** The pass it changes, if it changes one. */
    public Optional<String> reservationIdIfAllowed() {
        return allowed ? Optional.ofNullable(reservationId) : Optional.empty();
    }

    Ruling at(Level next) {
        return new Ruling(
                eventId,
                fingerprint,
                direction,
                lotId,
                gateId,
                plate,
                allowed,
                reason,
                message,
                reservationId,
                sessionId,
                match,
                spot,
                settlement,
                signal,
                next,
                at);
    }

    private static @Nullable String plateOf(Visit visit) {
        return visit.arrival().plate() == null ? null : visit.arrival().plate().value();
    }
}
