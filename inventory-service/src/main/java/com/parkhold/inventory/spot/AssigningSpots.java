package com.parkhold.inventory.spot;

import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.SpotUnassigned;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldState;
import com.parkhold.inventory.ledger.Holds;
import com.parkhold.inventory.lot.LotVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Chooses the exact spot of a booked stay: a while before it starts, or when the car comes. Asking again answers the
 * same spot, unless a car that stays on stands there.
 *
 * <p>A hold is always locked before a spot. Whatever races, the database refuses to give a spot twice.
 */
@Service
public class AssigningSpots {

    private static final int TRIES = 5;
    private static final int LONGEST_SECONDS = 1;
    static final int MOST_AT_ONCE = 50;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Holds holds;
    private final LotVersions versions;
    private final Spots spots;
    private final StandingCars standing;
    private final Outbox outbox;
    private final Clock clock;

    AssigningSpots(Holds holds, LotVersions versions, Spots spots, StandingCars standing, Outbox outbox, Clock clock) {
        this.holds = holds;
        this.versions = versions;
        this.spots = spots;
        this.standing = standing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What came of asking for a spot. */
    public sealed interface Assignment {

        record Assigned(Spot spot) implements Assignment {}

        /** There is no such booking, or it has ended. */
        record NoBooking() implements Assignment {}

        /** Every spot of the class is blocked, occupied or promised. */
        record NoSpot() implements Assignment {}
    }

    /**
     * The spot for a booking now. A car stands before the barrier meanwhile: who holds its rows and stands still costs a
     * second at most, and nothing is done then.
     *
     * @throws org.springframework.dao.QueryTimeoutException then; asking again may help
     * @throws org.springframework.transaction.TransactionTimedOutException likewise, between two statements
     */
    @Transactional(timeout = LONGEST_SECONDS)
    public Assignment assign(String lotId, String reservationId) {
        return holds.lock(lotId, reservationId)
                .filter(AssigningSpots::needsSpot)
                .map(this::assign)
                .orElseGet(Assignment.NoBooking::new);
    }

    /** Assigns what is due, at most so many at a time; answers how many were looked at. */
    @Transactional
    public int assignDue() {
        List<Hold> due = holds.lockToAssign(clock.instant(), MOST_AT_ONCE);
        due.forEach(this::assign);
        return due.size();
    }

    /**
     * Notes where a car went; if nobody told it, a spot is chosen now.
     *
     * @param toldSpotId where the gate sent it, if anywhere
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void entered(String lotId, String reservationId, @Nullable String toldSpotId) {
        Optional<Spot> told = toldSpotId == null ? Optional.empty() : spots.find(lotId, toldSpotId);
        if (told.isPresent()) {
            spots.occupy(lotId, told.get().spotId(), reservationId);
        } else if (assign(lotId, reservationId) instanceof Assignment.Assigned(Spot spot)) {
            spots.occupy(lotId, spot.spotId(), reservationId);
        }
    }

    /** The car backed out: its spot stays promised to it, unless it was withdrawn or blocked beneath it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void backedOut(String lotId, String reservationId) {
        spots.vacate(lotId, reservationId);
        if (spots.unassignLost(lotId, reservationId)) {
            tellLost(lotId, reservationId, clock.instant());
        }
    }

    /** The car has left its spot. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void left(String lotId, String reservationId, Instant at) {
        spots.vacate(lotId, reservationId);
        spots.endAssignment(lotId, reservationId, at);
    }

    /** Nobody will come. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void givenUp(String lotId, String reservationId) {
        spots.unassign(lotId, reservationId);
    }

    private static boolean needsSpot(Hold hold) {
        return hold.state() == HoldState.BOOKED || hold.state() == HoldState.INSIDE;
    }

    /** Another spot for a booking from which one was just taken. */
    Assignment replace(String lotId, String reservationId) {
        return holds.lock(lotId, reservationId)
                .filter(AssigningSpots::needsSpot)
                .map(this::replace)
                .orElseGet(Assignment.NoBooking::new);
    }

    /** The same for a hold that is locked. */
    Assignment replace(Hold hold) {
        return choose(hold, true);
    }

    /** For a hold that is locked. */
    Assignment assign(Hold hold) {
        Optional<Spot> before = spots.assignedTo(hold.lotId(), hold.reservationId());
        if (before.isPresent() && isFreeFor(hold, before.get())) {
            holds.assignFrom(hold.lotId(), hold.reservationId(), null);
            return new Assignment.Assigned(before.get());
        }
        spots.unassign(hold.lotId(), hold.reservationId());
        return choose(hold, before.isPresent());
    }

    /** @param hadSpot whether others know of a spot that it has no more */
    private Assignment choose(Hold hold, boolean hadSpot) {
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<Spot> free = spots.lockFree(
                    hold.lotId(),
                    hold.knownRoom().spotClass(),
                    from(hold.knownRoom()),
                    hold.knownRoom().end(),
                    leavingBefore(hold));
            if (free.isEmpty()) {
                break;
            }
            if (take(hold, free.get())) {
                return new Assignment.Assigned(free.get());
            }
        }
        Instant again = clock.instant().plus(TRY_AGAIN_AFTER);
        if (hadSpot) {
            tellLost(hold.lotId(), hold.reservationId(), again);
        } else {
            holds.assignFrom(hold.lotId(), hold.reservationId(), again);
        }
        return new Assignment.NoSpot();
    }

    private boolean isFreeFor(Hold hold, Spot spot) {
        String stands = spot.occupiedBy();
        return spot.isSellable()
                && (stands == null || stands.equals(hold.reservationId()) || (!isSoon(hold) && isGone(stands, hold)));
    }

    private List<String> leavingBefore(Hold hold) {
        Hold.Room room = hold.knownRoom();
        return isSoon(hold) ? List.of() : standing.leaving(hold.lotId(), room.spotClass(), room.start());
    }

    private boolean isGone(String reservationId, Hold by) {
        Instant start = by.knownRoom().start();
        return holds.find(by.lotId(), reservationId)
                .map(Hold::knownRoom)
                .filter(room ->
                        room.end().isAfter(start) || room.occupiedUntil().isAfter(start))
                .isEmpty();
    }

    /**
     * Whether the car is there or may come so soon that it needs an empty spot. Who comes later is promised one on which a
     * car stands whose stay is over by then: if it stays on, they are sent elsewhere then.
     */
    private boolean isSoon(Hold hold) {
        Hold.Room room = hold.knownRoom();
        Policies policies = versions.of(hold.lotId(), room.lotVersion()).policies();
        Instant now = clock.instant();
        return hold.state() == HoldState.INSIDE
                || !room.start().isAfter(now.plus(policies.assignAhead()))
                || !room.start().isAfter(now.plus(policies.entryEarly()));
    }

    /** What was with a spot before does not matter to who comes late. */
    private Instant from(Hold.Room room) {
        Instant now = clock.instant();
        return room.start().isBefore(now) && now.isBefore(room.end()) ? now : room.start();
    }

    private void tellLost(String lotId, String reservationId, Instant assignFrom) {
        long version = holds.nextVersionWithoutSpot(lotId, reservationId, assignFrom);
        outbox.append(new SpotUnassigned(reservationId, lotId), version);
    }

    private boolean take(Hold hold, Spot spot) {
        Hold.Room room = hold.knownRoom();
        if (!spots.assign(hold.lotId(), hold.reservationId(), spot.spotId(), from(room), room.end())) {
            return false;
        }
        long version = holds.nextVersionWithSpot(hold.lotId(), hold.reservationId());
        outbox.append(
                new SpotAssigned(hold.reservationId(), hold.lotId(), spot.spotId(), spot.floor(), spot.spotClass()),
                version);
        return true;
    }
}
