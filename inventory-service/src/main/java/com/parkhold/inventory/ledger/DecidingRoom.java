package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import com.parkhold.inventory.lot.Categories;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.lot.VehicleCategories;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides requests in the running transaction: locks the ledger rows they may touch in order, then their holds, decides
 * in memory, writes in bulk.
 *
 * <p>Every way to take or give back room leads through here, in one request's transaction or in a batch's. Row locks
 * keep several instances correct; nothing else does, and nothing else is needed.
 */
@Service
public class DecidingRoom {

    private final LotVersions versions;
    private final Categories categories;
    private final MakingLedgerRows makingRows;
    private final LedgerRows rows;
    private final Holds holds;
    private final StatedEvents stated;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    DecidingRoom(
            LotVersions versions,
            Categories categories,
            MakingLedgerRows makingRows,
            LedgerRows rows,
            Holds holds,
            StatedEvents stated,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.versions = versions;
        this.categories = categories;
        this.makingRows = makingRows;
        this.rows = rows;
        this.holds = holds;
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
        Map<String, LotVersion> lots =
                versions.newest(requests.stream().map(RoomRequest::lotId).collect(Collectors.toSet()));
        VehicleCategories fits = categories.current();
        Ledger ledger = new Ledger(lock(keysOf(requests, lots, fits)));
        Map<HoldKey, Hold> existing = holds.lock(keysOf(requests));
        Instant now = clock.instant();
        BatchDecision batch = new BatchDecision(lots, fits, ledger, existing, now);
        List<Outcome> outcomes = batch.decide(requests);
        write(ledger, batch, existing, now);
        return outcomes;
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

    private List<LedgerDay> lock(NavigableSet<LedgerKey> keys) {
        makingRows.ensure(keys);
        List<LedgerDay> locked = rows.lock(keys);
        if (locked.size() < keys.size()) {
            makingRows.forget(keys, locked);
        }
        return locked;
    }

    private static Collection<HoldKey> keysOf(List<RoomRequest> requests) {
        Set<HoldKey> keys = new LinkedHashSet<>();
        requests.forEach(request -> keys.add(HoldKey.of(request)));
        return keys;
    }

    private void write(Ledger ledger, BatchDecision batch, Map<HoldKey, Hold> existing, Instant now) {
        List<LedgerDay> changed = ledger.changed();
        rows.write(changed);
        holds.write(batch.changedHolds().values(), existing);
        stated.append(batch.events(), now);
        if (!changed.isEmpty()) {
            publisher.publishEvent(
                    new LedgerCommitted(changed.stream().map(LedgerDay::view).toList()));
        }
    }
}
