package com.parkhold.inventory.operating;

import com.parkhold.inventory.ledger.ResizingClasses.Misfit;
import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.spot.Spot;
import java.util.List;

/**
 * What the change of a spot led to.
 *
 * @param spot as it is now
 * @param withdrawals times at which it is out of use, planned or running
 * @param shortages where more is booked than can be sold now
 * @param misfits bookings for which there is no room left
 * @param withoutSpot reservations that lost this spot and found no other yet
 */
public record ChangedSpot(
        Spot spot,
        List<Withdrawal> withdrawals,
        List<Shortage> shortages,
        List<Misfit> misfits,
        List<String> withoutSpot) {}
