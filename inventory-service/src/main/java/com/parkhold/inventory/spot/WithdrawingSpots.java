package com.parkhold.inventory.spot;

import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.ledger.WithdrawingRoom;
import com.parkhold.inventory.spot.SendingElsewhere.ToCome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes spots out of use for a time that is said beforehand, and gives them back: their room first, then the holds of
 * who is to come, then the spot itself. Whoever was to come to it in that time is sent elsewhere; a car that stands there stays.
 */
@Service
public class WithdrawingSpots {

    private static final int TRIES = 5;

    private final WithdrawingRoom room;
    private final Spots spots;
    private final ClosedTimes closedTimes;
    private final SendingElsewhere sending;

    WithdrawingSpots(WithdrawingRoom room, Spots spots, ClosedTimes closedTimes, SendingElsewhere sending) {
        this.room = room;
        this.spots = spots;
        this.closedTimes = closedTimes;
        this.sending = sending;
    }

    /**
     * What a withdrawal led to.
     *
     * @param shortages where more is booked than is left
     * @param withoutSpot reservations that lost the spot and found no other yet
     */
    public record Withdrawn(List<Shortage> shortages, List<String> withoutSpot) {}

    /**
     * The spot must not be withdrawn at an overlapping time already.
     *
     * @throws CannotAcquireLockException if others keep interfering; nothing is done then, and it may be done again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Withdrawn withdraw(Withdrawal withdrawal) {
        List<Shortage> shortages = room.withdraw(withdrawal);
        ToCome toCome = sending.lock(withdrawal.lotId(), withdrawal.spotId(), withdrawal.from(), withdrawal.until());
        spots.lock(withdrawal.lotId(), withdrawal.spotId());
        List<String> moved = close(withdrawal, toCome);
        return new Withdrawn(shortages, sending.assign(withdrawal.lotId(), moved));
    }

    /** As if these had never been; not for one that is over, which is what really was. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String lotId, Collection<Withdrawal> going) {
        room.takeBack(lotId, going);
        going.forEach(closedTimes::remove);
    }

    /** Only a car that stays longer gets a spot without its lock, so that this is seldom done twice. */
    private List<String> close(Withdrawal withdrawal, ToCome toCome) {
        List<String> moved = new ArrayList<>();
        for (int tried = 0; tried < TRIES; tried++) {
            moved.addAll(sending.takeSpotFrom(toCome));
            closedTimes.cutWhoStands(withdrawal);
            if (closedTimes.add(withdrawal)) {
                return moved;
            }
        }
        throw new CannotAcquireLockException("Others keep getting spot " + withdrawal.spotId());
    }
}
