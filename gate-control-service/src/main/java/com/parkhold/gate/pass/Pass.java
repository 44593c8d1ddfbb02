package com.parkhold.gate.pass;

import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of one car to enter a lot once, within its window, and to leave it once. A value: changes make another.
 *
 * @param exitGrace how long after the end it may leave at no further charge
 * @param terms what was agreed at booking, as text that only events carry on
 * @param stay since it was let in
 * @param lastEventId the gate event that moved it last
 * @param version grows with each change in the database
 * @param revoked why nobody may come in on it any more; also where a car did all the same
 */
public record Pass(
        String reservationId,
        String lotId,
        Plate plate,
        String spotClass,
        Instant startsAt,
        Instant endsAt,
        Duration entryEarly,
        Duration exitGrace,
        String terms,
        PassState state,
        @Nullable Spot spot,
        @Nullable Stay stay,
        @Nullable String lastEventId,
        @Nullable String lastGateId,
        long version,
        Instant updatedAt,
        @Nullable String revoked) {

    /** In place of a gate's id: the car was held to have left, though no exit saw it. */
    public static final String EXIT_NOBODY_SAW = "missed-exit";

    /** As long as a driver tries other exits, or calls, before an arm that took the command and stays down. */
    private static final Duration MAY_STAND_THERE_YET = Duration.ofMinutes(10);

    /** A new pass: its car may come. */
    public static Pass expecting(
            String reservationId,
            String lotId,
            Plate plate,
            String spotClass,
            Instant startsAt,
            Instant endsAt,
            Duration entryEarly,
            Duration exitGrace,
            String terms,
            Instant now) {
        return new Pass(
                reservationId,
                lotId,
                plate,
                spotClass,
                startsAt,
                endsAt,
                entryEarly,
                exitGrace,
                terms,
                PassState.EXPECTED,
                null,
                null,
                null,
                null,
                1,
                now,
                null);
    }

    /** First instant at which its car is let in. */
    public Instant admitsFrom() {
        return startsAt.minus(entryEarly);
    }

    /** Whether its car may enter at an instant. */
    public boolean admitsAt(Instant at) {
        return !at.isBefore(admitsFrom()) && at.isBefore(endsAt);
    }

    /** Whether its car may leave at an instant at no further charge. */
    public boolean isPaidUntil(Instant at) {
        return !at.isAfter(endsAt.plus(exitGrace));
    }

    /** Whether its car was only held to have left: it may stand at an exit yet, and is not kept in. */
    public boolean isHeldToHaveLeft() {
        return state == PassState.OUT && (EXIT_NOBODY_SAW.equals(lastGateId) || Movement.isUnconfirmed(lastEventId));
    }

    /**
     * Whether its car may go out at an instant: it is inside, or was only held to have left, or went a moment ago through
     * an exit at which nobody could see it pass.
     */
    public boolean mayLeaveAt(Instant at) {
        boolean unseenBefore = state == PassState.OUT
                && Movement.isUnseen(lastEventId)
                && at.isBefore(updatedAt.plus(MAY_STAND_THERE_YET));
        return state.isUsed() || isHeldToHaveLeft() || unseenBefore;
    }

    /** Whether a gate event moved it last, seen or not. */
    public boolean wasMovedBy(String eventId) {
        return Movement.isSameEvent(eventId, lastEventId);
    }

    /** Whether its car came in though the pass had been revoked: it is not kept in, and nobody has booked its stay. */
    public boolean isStray() {
        return revoked != null && state != PassState.REVOKED;
    }

    /** The session of its stay, or the one that a gate event would begin. */
    public String sessionIdUnder(String eventId) {
        return stay == null ? Stay.sessionId(reservationId, eventId) : stay.sessionId();
    }

    /**
     * What a movement would do. The entry that began the stay is no news to it, however late it is told; a pass that was
     * revoked is so again once its car did not come in after all.
     */
    public PassOutcome outcomeOf(Movement movement) {
        if (isItsEntry(movement) && state != PassState.ADMITTED) {
            return new PassOutcome.AlreadyApplied();
        }
        PassOutcome outcome =
                PassTransitions.decide(state, movement.signal(), Movement.isSameEvent(movement.eventId(), lastEventId));
        boolean freed = outcome instanceof PassOutcome.Applied applied && applied.to() == PassState.EXPECTED;
        return freed && isStray() ? new PassOutcome.Applied(PassState.REVOKED) : outcome;
    }

    private boolean isItsEntry(Movement movement) {
        boolean enters = movement.signal() == PassSignal.ADMIT || movement.signal() == PassSignal.ENTER;
        return enters && stay != null && stay.entryEventId().equals(movement.eventId());
    }

    /** As it is after a movement that was found to apply. */
    Pass after(Movement movement, PassState to) {
        Stay begun = stay == null ? Stay.begunBy(movement) : stay;
        Stay nextStay = switch (to) {
            case EXPECTED, REVOKED -> null;
            case ADMITTED, LEAVING, OUT -> begun;
            case INSIDE -> state == PassState.LEAVING ? begun : begun.enteredAt(movement.at());
        };
        return new Pass(
                reservationId,
                lotId,
                plate,
                spotClass,
                startsAt,
                endsAt,
                entryEarly,
                exitGrace,
                terms,
                to,
                movement.spot() == null ? spot : movement.spot(),
                nextStay,
                movement.eventId(),
                movement.gateId(),
                version + 1,
                movement.at(),
                revokedAfter(movement));
    }

    private @Nullable String revokedAfter(Movement movement) {
        return switch (movement.signal()) {
            case REVOKE -> movement.detail();
            case STRAY -> revoked == null ? "REVOKED" : revoked;
            case ADMIT, ENTER, VOID_ENTRY, UNDO_ENTRY, LET_OUT, EXIT, VOID_EXIT -> revoked;
        };
    }

    /** As it is for another plate. */
    Pass withPlate(Plate next, Instant now) {
        return new Pass(
                reservationId,
                lotId,
                next,
                spotClass,
                startsAt,
                endsAt,
                entryEarly,
                exitGrace,
                terms,
                state,
                spot,
                stay,
                lastEventId,
                lastGateId,
                version + 1,
                now,
                revoked);
    }

    /** As it is with its exact spot, or without one. */
    Pass withSpot(@Nullable Spot next, Instant now) {
        return new Pass(
                reservationId,
                lotId,
                plate,
                spotClass,
                startsAt,
                endsAt,
                entryEarly,
                exitGrace,
                terms,
                state,
                next,
                stay,
                lastEventId,
                lastGateId,
                version + 1,
                now,
                revoked);
    }
}
