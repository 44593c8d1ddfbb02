package com.parkhold.inventory.spot;

import com.parkhold.inventory.ledger.Hold;
import com.parkhold.inventory.ledger.HoldAmended;
import com.parkhold.inventory.ledger.HoldOverstayed;
import com.parkhold.inventory.ledger.HoldState;
import com.parkhold.inventory.spot.SendingElsewhere.ToCome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps an exact spot for as long as its stay lasts, in the transaction that says how long that is. */
@Service
class FollowingStays {

    private final Spots spots;
    private final AssigningSpots assigning;
    private final SendingElsewhere sending;
    private final Clock clock;

    FollowingStays(Spots spots, AssigningSpots assigning, SendingElsewhere sending, Clock clock) {
        this.spots = spots;
        this.assigning = assigning;
        this.sending = sending;
        this.clock = clock;
    }

    /** Where the stay's spot cannot be kept it gets another one; where a car stands, whoever was to come goes elsewhere. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void amended(HoldAmended amended) {
        Hold hold = amended.hold();
        Optional<Spot> before = spots.assignedTo(hold.lotId(), hold.reservationId());
        if (before.isEmpty()) {
            return;
        }
        Optional<String> stands = whereStands(hold);
        if (stands.isPresent()) {
            stayOn(hold, stands.get(), hold.knownRoom().end());
        } else if (!keeps(hold, before.get())) {
            assigning.replace(hold);
        }
    }

    /**
     * A car that stays on keeps the spot that it stands on, for as long as the ledger counts it: nobody is sent to it
     * then. Repeated with each slot that it takes.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void overstayed(HoldOverstayed overstayed) {
        Hold hold = overstayed.hold();
        whereStands(hold)
                .ifPresent(spotId -> stayOn(hold, spotId, hold.knownRoom().occupiedUntil()));
    }

    private Optional<String> whereStands(Hold hold) {
        return hold.state() == HoldState.INSIDE
                ? spots.whereStands(hold.lotId(), hold.reservationId())
                : Optional.empty();
    }

    private boolean keeps(Hold hold, Spot spot) {
        Instant until = hold.knownRoom().end();
        Instant from = from(hold, spot.spotId(), until);
        spots.unassign(hold.lotId(), hold.reservationId());
        return spots.lockSellable(hold.lotId(), spot.spotId())
                && spots.assign(hold.lotId(), hold.reservationId(), spot.spotId(), from, until);
    }

    /** Only withdrawals are left at that time afterwards, and they cut what is kept: nothing can be in its way for good. */
    private void stayOn(Hold hold, String spotId, Instant until) {
        Instant from = from(hold, spotId, until);
        ToCome others = sending.lock(hold.lotId(), spotId, from, until);
        spots.lock(hold.lotId(), spotId);
        spots.unassign(hold.lotId(), hold.reservationId());
        List<String> moved = sending.takeSpotFrom(others);
        if (!spots.keep(hold.lotId(), hold.reservationId(), spotId, from, until)) {
            throw new CannotAcquireLockException("Somebody else is just getting spot " + spotId);
        }
        sending.assign(hold.lotId(), moved);
    }

    /** As before; from now on, where it was promised another spot than that. */
    private Instant from(Hold hold, String spotId, Instant until) {
        Instant from =
                spots.assignedFrom(hold.lotId(), hold.reservationId(), spotId).orElseGet(clock::instant);
        return from.isBefore(until) ? from : until;
    }
}
