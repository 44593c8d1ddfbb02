package com.parkhold.inventory.operating;

import com.parkhold.inventory.ledger.Capacities;
import com.parkhold.inventory.ledger.ResizingClasses;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.SpotStatus;
import com.parkhold.inventory.spot.Spots;
import com.parkhold.inventory.spot.WithdrawingSpots;
import com.parkhold.inventory.spot.WithdrawingSpots.Withdrawn;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Takes a spot out of use from a later moment on, or until one. Its room leaves the ledger at once, for just that time,
 * whatever is booked; what no longer fits is told at once, too.
 */
@Service
public class PlanningSpot {

    private final Lots lots;
    private final Spots spots;
    private final Capacities capacities;
    private final ResizingClasses resizing;
    private final WithdrawingSpots withdrawing;
    private final WatchingLots watching;
    private final StatingLots stating;
    private final Undisturbed undisturbed;
    private final Clock clock;

    PlanningSpot(
            Lots lots,
            Spots spots,
            Capacities capacities,
            ResizingClasses resizing,
            WithdrawingSpots withdrawing,
            WatchingLots watching,
            StatingLots stating,
            Undisturbed undisturbed,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.capacities = capacities;
        this.resizing = resizing;
        this.withdrawing = withdrawing;
        this.watching = watching;
        this.stating = stating;
        this.undisturbed = undisturbed;
        this.clock = clock;
    }

    /**
     * What a spot is to be, and when.
     *
     * @param from to come; null for now
     * @param until the first instant after it; null for good
     */
    public record Plan(
            Withdrawal.Kind status,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** What came of a plan. */
    public sealed interface Planned {

        record Done(ChangedSpot spot) implements Planned {}

        /** The lot has no such spot. */
        record Unknown() implements Planned {}

        /** The spot is out of use at some of that time already, by another plan or for good. */
        record Overlapping() implements Planned {}
    }

    /** A plan replaces the one that begins at the same moment, and one that begins now replaces what is in force. */
    public Planned plan(String lotId, String spotId, Plan plan, String actor) {
        return undisturbed.make(() -> planOnce(lotId, spotId, plan, actor));
    }

    private Planned planOnce(String lotId, String spotId, Plan plan, String actor) {
        Optional<Lot> lot = lots.lock(lotId);
        Optional<Spot> found = spots.find(lotId, spotId).filter(spot -> spot.status() != SpotStatus.REMOVED);
        if (lot.isEmpty() || found.isEmpty()) {
            return new Planned.Unknown();
        }
        Spot spot = found.get();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Withdrawal wanted = wanted(lotId, spot, plan, now);
        List<Withdrawal> before = watching.withdrawals(lotId, spotId);
        List<Withdrawal> replaced =
                before.stream().filter(one -> isReplaced(one, plan, now)).toList();
        boolean isOutForGood = !spot.isSellable() && plan.from() != null;
        if (isOutForGood || overlapsAnother(wanted, before, replaced)) {
            return new Planned.Overlapping();
        }
        lot.get().rewrite(lot.get().document(), clock.instant());
        stating.state(lot.get(), actor, "PLAN_SPOT_" + plan.status(), spotId, describe(wanted));
        capacities.lock(lotId, Set.of(spot.spotClass()));
        withdrawing.takeBack(lotId, replaced);
        giveBackWhatIsOutForGood(lotId, spot);
        return new Planned.Done(told(wanted, withdrawing.withdraw(wanted), spot));
    }

    private ChangedSpot told(Withdrawal wanted, Withdrawn withdrawn, Spot before) {
        Spot after = spots.find(wanted.lotId(), wanted.spotId()).orElse(before);
        return new ChangedSpot(
                watching.shown(after, wanted.lotId()),
                watching.withdrawals(wanted.lotId(), wanted.spotId()),
                withdrawn.shortages(),
                resizing.misfits(wanted.lotId()),
                withdrawn.withoutSpot());
    }

    private static Withdrawal wanted(String lotId, Spot spot, Plan plan, Instant now) {
        return new Withdrawal(
                lotId,
                spot.spotId(),
                spot.spotClass(),
                plan.status(),
                plan.reason(),
                plan.from() == null ? now : plan.from(),
                plan.until());
    }

    private static boolean isReplaced(Withdrawal before, Plan plan, Instant now) {
        return plan.from() == null ? before.isInForce(now) : before.from().equals(plan.from());
    }

    private static boolean overlapsAnother(Withdrawal wanted, List<Withdrawal> before, List<Withdrawal> replaced) {
        return before.stream()
                .filter(one -> !replaced.contains(one))
                .anyMatch(one -> one.overlaps(wanted.from(), wanted.until()));
    }

    private void giveBackWhatIsOutForGood(String lotId, Spot spot) {
        if (!spot.isSellable()) {
            int before = capacities.of(lotId).getOrDefault(spot.spotClass(), 0);
            resizing.resize(lotId, new TreeMap<>(Map.of(spot.spotClass(), before + 1)));
            spots.change(lotId, List.of(spot.spotId()), SpotStatus.AVAILABLE, null);
        }
    }

    private static String describe(Withdrawal wanted) {
        String when = wanted.until() == null
                ? "from " + wanted.from()
                : "from %s until %s".formatted(wanted.from(), wanted.until());
        return wanted.reason() == null ? when : when + ": " + wanted.reason();
    }
}
