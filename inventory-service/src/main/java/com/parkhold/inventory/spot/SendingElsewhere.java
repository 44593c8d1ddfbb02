package com.parkhold.inventory.spot;

import com.parkhold.inventory.ledger.Holds;
import com.parkhold.inventory.spot.AssigningSpots.Assignment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends whoever is to come to a spot to another one.
 *
 * <p>Their holds are locked before the spot, all at once and in the order of their keys: whoever follows a car locks its
 * hold and then its spot, and nobody waits in a circle.
 */
@Service
public class SendingElsewhere {

    private final Holds holds;
    private final Spots spots;
    private final AssigningSpots assigning;
    private final Clock clock;

    SendingElsewhere(Holds holds, Spots spots, AssigningSpots assigning, Clock clock) {
        this.holds = holds;
        this.spots = spots;
        this.assigning = assigning;
        this.clock = clock;
    }

    /**
     * Those who are to come to a spot in a time, their holds locked.
     *
     * @param until null for everybody from then on
     */
    public record ToCome(
            String lotId,
            String spotId,
            Instant from,
            @Nullable Instant until,
            Set<String> reservationIds) {}

    /** Locks the holds of all who are to come from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public ToCome lock(String lotId, String spotId) {
        return lock(lotId, spotId, clock.instant(), null);
    }

    ToCome lock(String lotId, String spotId, Instant from, @Nullable Instant until) {
        Set<String> reservationIds = Set.copyOf(spots.toCome(lotId, spotId, from, until));
        holds.lockAll(lotId, reservationIds);
        return new ToCome(lotId, spotId, from, until, reservationIds);
    }

    /**
     * Takes the spot from them and looks for others.
     *
     * @return the reservations for which there is none yet
     * @throws CannotAcquireLockException if somebody else got the spot meanwhile; all of it may be done again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> send(ToCome toCome) {
        return assign(toCome.lotId(), takeSpotFrom(toCome));
    }

    /** As the first half of {@link #send}. */
    List<String> takeSpotFrom(ToCome toCome) {
        List<String> moved = spots.unassignAll(toCome.lotId(), toCome.spotId(), toCome.from(), toCome.until());
        if (!toCome.reservationIds().containsAll(moved)) {
            throw new CannotAcquireLockException("Somebody just got spot " + toCome.spotId());
        }
        return moved;
    }

    /** As the second half of {@link #send}. */
    List<String> assign(String lotId, List<String> moved) {
        List<String> homeless = new ArrayList<>();
        for (String reservationId : moved) {
            if (assigning.replace(lotId, reservationId) instanceof Assignment.NoSpot) {
                homeless.add(reservationId);
            }
        }
        return homeless;
    }
}
