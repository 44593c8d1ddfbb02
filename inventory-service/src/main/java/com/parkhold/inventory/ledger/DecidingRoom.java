package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.lot.Categories;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.lot.VehicleCategories;
import com.parkhold.inventory.roundtrip.RoundTrip;
import com.parkhold.inventory.roundtrip.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides requests in the running transaction: locks the ledger rows they may touch in order, then their holds, with
 * one question; decides in memory; writes all with one message.
 *
 * <p>Every way to take or give back room leads through here, in one request's transaction or in a batch's. Row locks
 * keep several instances correct; nothing else does, and nothing else is needed.
 */
@Service
public class DecidingRoom {

    /** Every batch looks rows up by their keys: thinking anew about how to do that costs more than doing it. */
    private static final Step ONE_PLAN = Step.writing("set local plan_cache_mode = force_generic_plan");

    private final LotVersions versions;
    private final Categories categories;
    private final MakingLedgerRows makingRows;
    private final RoundTrip roundTrip;
    private final Holds holds;
    private final KnownHolds knownHolds;
    private final StatedEvents stated;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    DecidingRoom(
            LotVersions versions,
            Categories categories,
            MakingLedgerRows makingRows,
            RoundTrip roundTrip,
            Holds holds,
            KnownHolds knownHolds,
            StatedEvents stated,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.versions = versions;
        this.categories = categories;
        this.makingRows = makingRows;
        this.roundTrip = roundTrip;
        this.holds = holds;
        this.knownHolds = knownHolds;
        this.stated = stated;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Answers requests in their order. The answers are true once the transaction is committed, and not before.
     *
     * @throws StaleBatchException if another instance interfered; the work may be done again in a new transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> decide(List<RoomRequest> requests) {
        VehicleCategories fits = categories.current();
        Locked locked = lock(requests, fits);
        Instant now = clock.instant();
        Ledger ledger = new Ledger(locked.days());
        BatchDecision batch = new BatchDecision(locked.lots(), fits, ledger, locked.holds(), now);
        List<Outcome> outcomes = batch.decide(requests);
        write(ledger.changed(), batch, locked.holds().keySet(), now);
        return outcomes;
    }

    private record Locked(Map<String, LotVersion> lots, List<LedgerDay> days, Map<HoldKey, Hold> holds) {}

    /** Which rows to lock follows from the lots as they were last seen; whether that is still so is asked with the locks. */
    private Locked lock(List<RoomRequest> requests, VehicleCategories fits) {
        Set<String> lotIds = requests.stream().map(RoomRequest::lotId).collect(Collectors.toSet());
        Map<String, LotVersion> lots = versions.lastSeen(lotIds);
        NavigableSet<LedgerKey> keys = keysOf(requests, lots, fits);
        makingRows.ensure(keys);
        List<LedgerDay> days = new ArrayList<>(keys.size());
        Map<HoldKey, Hold> existing = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        steps.add(ONE_PLAN);
        steps.add(LotVersions.asking(lotIds, newest::put));
        if (!keys.isEmpty()) {
            steps.add(LedgerRows.locking(keys, days::add));
        }
        Collection<HoldKey> known = knownHolds.among(requests);
        if (!known.isEmpty()) {
            steps.add(Holds.locking(known, hold -> existing.put(HoldKey.of(hold), hold)));
        }
        roundTrip.run(steps);
        if (days.size() < keys.size()) {
            makingRows.forget(keys, days);
        }
        return new Locked(stillTrue(lots, newest, requests, fits, keys), days, existing);
    }

    private Map<String, LotVersion> stillTrue(
            Map<String, LotVersion> assumed,
            Map<String, Long> newest,
            List<RoomRequest> requests,
            VehicleCategories fits,
            NavigableSet<LedgerKey> locked) {
        Map<String, LotVersion> lots = new HashMap<>();
        newest.forEach((lotId, version) -> {
            LotVersion held = assumed.get(lotId);
            lots.put(lotId, held != null && held.version() == version ? held : versions.see(lotId, version));
        });
        if (!lots.equals(assumed) && !locked.containsAll(keysOf(requests, lots, fits))) {
            throw new StaleBatchException("A lot was changed meanwhile");
        }
        return lots;
    }

    private NavigableSet<LedgerKey> keysOf(
            List<RoomRequest> requests, Map<String, LotVersion> lots, VehicleCategories fits) {
        Map<HoldKey, Hold> seen = holds.look(requests.stream()
                .filter(request -> !(request instanceof Placing))
                .map(HoldKey::of)
                .collect(Collectors.toSet()));
        LocksNeeded needed = new LocksNeeded(lots, fits);
        NavigableSet<LedgerKey> keys = new TreeSet<>();
        for (RoomRequest request : requests) {
            needed.of(request, seen.get(HoldKey.of(request))).forEach(keys::add);
        }
        return keys;
    }

    private void write(List<LedgerDay> changed, BatchDecision batch, Set<HoldKey> existed, Instant now) {
        List<Step> steps = new ArrayList<>();
        if (!changed.isEmpty()) {
            steps.add(LedgerRows.writing(changed));
        }
        steps.addAll(Holds.writing(batch.changedHolds().values(), existed));
        if (!batch.events().isEmpty()) {
            steps.add(stated.appending(batch.events(), now));
        }
        try {
            roundTrip.run(steps);
        } catch (DuplicateKeyException known) {
            knownHolds.add(batch.changedHolds().keySet());
            throw new StaleBatchException("One of these holds was there already", known);
        }
        knownHolds.add(batch.changedHolds().keySet());
        if (!changed.isEmpty()) {
            publisher.publishEvent(
                    new LedgerCommitted(changed.stream().map(LedgerDay::view).toList()));
        }
    }
}
