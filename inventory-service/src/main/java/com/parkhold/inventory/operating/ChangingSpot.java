package com.parkhold.inventory.operating;

import com.parkhold.inventory.ledger.Capacities;
import com.parkhold.inventory.ledger.ResizingClasses;
import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.spot.SendingElsewhere;
import com.parkhold.inventory.spot.SendingElsewhere.ToCome;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.SpotStatus;
import com.parkhold.inventory.spot.Spots;
import com.parkhold.inventory.spot.WithdrawingSpots;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes a spot out of use from now on, or gives it back. It leaves capacity whatever is booked: who was to come to it is
 * sent elsewhere, and what no longer fits is told. Either way it replaces all that was planned for the spot.
 */
@Service
public class ChangingSpot {

    private final Lots lots;
    private final Spots spots;
    private final Capacities capacities;
    private final ResizingClasses resizing;
    private final SendingElsewhere sending;
    private final WithdrawingSpots withdrawing;
    private final WatchingLots watching;
    private final StatingLots stating;
    private final Undisturbed undisturbed;
    private final Clock clock;

    ChangingSpot(
            Lots lots,
            Spots spots,
            Capacities capacities,
            ResizingClasses resizing,
            SendingElsewhere sending,
            WithdrawingSpots withdrawing,
            WatchingLots watching,
            StatingLots stating,
            Undisturbed undisturbed,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.capacities = capacities;
        this.resizing = resizing;
        this.sending = sending;
        this.withdrawing = withdrawing;
        this.watching = watching;
        this.stating = stating;
        this.undisturbed = undisturbed;
        this.clock = clock;
    }

    /** Empty if the lot has no such spot. Repeating it changes nothing more, but is audited again. */
    public Optional<ChangedSpot> change(
            String lotId, String spotId, SpotStatus status, @Nullable String reason, String actor) {
        return undisturbed.make(() -> changeOnce(lotId, spotId, status, reason, actor));
    }

    private Optional<ChangedSpot> changeOnce(
            String lotId, String spotId, SpotStatus status, @Nullable String reason, String actor) {
        Optional<Lot> lot = lots.lock(lotId);
        Optional<Spot> spot = spots.find(lotId, spotId).filter(found -> found.status() != SpotStatus.REMOVED);
        if (lot.isEmpty() || spot.isEmpty()) {
            return Optional.empty();
        }
        lot.get().rewrite(lot.get().document(), clock.instant());
        stating.state(lot.get(), actor, "SPOT_" + status, spotId, reason == null ? "" : reason);
        withdrawing.takeBack(lotId, watching.withdrawals(lotId, spotId));
        List<Shortage> shortages = resizing.resize(lotId, sellable(lotId, spot.get(), status));
        List<String> withoutSpot = change(lotId, spotId, status, reason);
        return spots.find(lotId, spotId)
                .map(changed -> new ChangedSpot(changed, List.of(), shortages, resizing.misfits(lotId), withoutSpot));
    }

    private List<String> change(String lotId, String spotId, SpotStatus status, @Nullable String reason) {
        ToCome toCome = sending.lock(lotId, spotId);
        spots.change(lotId, List.of(spotId), status, reason);
        return status == SpotStatus.AVAILABLE ? List.of() : sending.send(toCome);
    }

    private NavigableMap<String, Integer> sellable(String lotId, Spot spot, SpotStatus status) {
        int before = capacities.of(lotId).getOrDefault(spot.spotClass(), 0);
        int difference = (status == SpotStatus.AVAILABLE ? 1 : 0) - (spot.isSellable() ? 1 : 0);
        return new TreeMap<>(Map.of(spot.spotClass(), before + difference));
    }
}
