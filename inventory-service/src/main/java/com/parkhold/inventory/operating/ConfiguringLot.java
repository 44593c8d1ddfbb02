package com.parkhold.inventory.operating;

import com.parkhold.common.contract.LotDocument;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.problem.Problem.FieldProblem;
import com.parkhold.common.tariff.Tariff;
import com.parkhold.inventory.ledger.Capacities;
import com.parkhold.inventory.ledger.ResizingClasses;
import com.parkhold.inventory.ledger.ResizingClasses.Shortage;
import com.parkhold.inventory.ledger.Withdrawals;
import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import com.parkhold.inventory.lot.PaymentMethodRules;
import com.parkhold.inventory.spot.Spot;
import com.parkhold.inventory.spot.SpotPlan;
import com.parkhold.inventory.spot.SpotStatus;
import com.parkhold.inventory.spot.Spots;
import com.parkhold.inventory.spot.WithdrawingSpots;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes and changes lots. A change binds bookings made after it; earlier ones keep the version that they were made
 * under. What would break a booking is refused whole.
 */
@Service
public class ConfiguringLot {

    private static final String POLICIES = "policies";

    private final Lots lots;
    private final Spots spots;
    private final Capacities capacities;
    private final ResizingClasses resizing;
    private final Withdrawals withdrawals;
    private final WithdrawingSpots withdrawing;
    private final StatingLots stating;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ConfiguringLot(
            Lots lots,
            Spots spots,
            Capacities capacities,
            ResizingClasses resizing,
            Withdrawals withdrawals,
            WithdrawingSpots withdrawing,
            StatingLots stating,
            TransactionTemplate transactions,
            Clock clock) {
        this.lots = lots;
        this.spots = spots;
        this.capacities = capacities;
        this.resizing = resizing;
        this.withdrawals = withdrawals;
        this.withdrawing = withdrawing;
        this.stating = stating;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes a lot with all of its spots. */
    public Change open(LotDocument document, String actor) {
        try {
            return decided(status -> lots.existsById(document.lotId())
                    ? new Change.Exists()
                    : write(status, Lot.opened(document, clock.instant()), document, actor, true));
        } catch (DuplicateKeyException raced) {
            return new Change.Exists();
        }
    }

    /** Replaces a lot's document; spots are added, or taken away where nobody needs them. */
    public Change rewrite(LotDocument document, String actor) {
        return decided(status -> lots.lock(document.lotId())
                .map(lot -> {
                    lot.rewrite(document, clock.instant());
                    return write(status, lot, document, actor, false);
                })
                .orElseGet(Change.Unknown::new));
    }

    /** For new bookings. */
    public Change changePolicies(String lotId, Policies policies, String actor) {
        return amend(lotId, actor, POLICIES, lot -> withPolicies(lot, policies));
    }

    /** For new bookings. */
    public Change changeTariff(String lotId, Tariff tariff, String actor) {
        return amend(lotId, actor, "tariff", lot -> withTariff(lot, tariff));
    }

    private Change amend(String lotId, String actor, String what, UnaryOperator<LotDocument> change) {
        return decided(_ -> {
            Optional<Lot> found = lots.lock(lotId);
            if (found.isEmpty()) {
                return new Change.Unknown();
            }
            Lot lot = found.get();
            LotDocument changed = change.apply(lot.document());
            List<FieldProblem> unfit =
                    PaymentMethodRules.check("/paymentMethods", changed.policies(), changed.currency());
            if (what.equals(POLICIES) && !unfit.isEmpty()) {
                return new Change.Unfit(unfit);
            }
            lot.rewrite(changed, clock.instant());
            stating.state(lot, actor, "CHANGE_" + what.toUpperCase(Locale.ROOT), lotId, describe(what, changed));
            return new Change.Done(changed, false);
        });
    }

    private Change write(TransactionStatus status, Lot lot, LotDocument document, String actor, boolean made) {
        stating.state(lot, actor, made ? "OPEN_LOT" : "CHANGE_LOT", document.lotId(), describe("classes", document));
        SpotPlan plan =
                SpotPlan.from(spots.all(lot.lotId()), document.classes(), spots.inUse(lot.lotId(), clock.instant()));
        if (plan.stuck() > 0) {
            status.setRollbackOnly();
            return new Change.SpotsInUse(plan.stuck());
        }
        takeBackWhatWasPlannedFor(lot.lotId(), plan.removed());
        spots.add(lot.lotId(), plan.added());
        spots.change(lot.lotId(), plan.removed(), SpotStatus.REMOVED, null);
        List<Shortage> shortages = resizing.resize(lot.lotId(), sellable(lot.lotId()));
        if (!plan.removed().isEmpty() && !shortages.isEmpty()) {
            status.setRollbackOnly();
            return new Change.Booked(shortages);
        }
        return new Change.Done(document, made);
    }

    private void takeBackWhatWasPlannedFor(String lotId, List<String> removed) {
        withdrawing.takeBack(
                lotId,
                withdrawals.of(lotId, clock.instant()).stream()
                        .filter(one -> removed.contains(one.spotId()))
                        .toList());
    }

    private NavigableMap<String, Integer> sellable(String lotId) {
        NavigableMap<String, Integer> sellable = new TreeMap<>();
        capacities.of(lotId).keySet().forEach(spotClass -> sellable.put(spotClass, 0));
        spots.of(lotId).stream()
                .filter(Spot::isSellable)
                .forEach(spot -> sellable.merge(spot.spotClass(), 1, Integer::sum));
        return sellable;
    }

    private Change decided(TransactionCallback<Change> work) {
        return Objects.requireNonNull(transactions.execute(work));
    }

    private static String describe(String what, LotDocument lot) {
        return switch (what) {
            case "tariff" -> lot.tariff().toString();
            case "policies" -> lot.policies().toString();
            default -> lot.classes().toString();
        };
    }

    private static LotDocument withPolicies(LotDocument lot, Policies policies) {
        return new LotDocument(
                lot.lotId(),
                lot.name(),
                lot.address(),
                lot.timeZone(),
                lot.currency(),
                lot.position(),
                lot.classes(),
                lot.tariff(),
                policies);
    }

    private static LotDocument withTariff(LotDocument lot, Tariff tariff) {
        return new LotDocument(
                lot.lotId(),
                lot.name(),
                lot.address(),
                lot.timeZone(),
                lot.currency(),
                lot.position(),
                lot.classes(),
                tariff,
                lot.policies());
    }
}
