package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One of the service's instances, with the product's own functions for what to lock and what to decide. Between its look
 * and its locks, other instances may commit; from its locks to its commit nobody else can, as in the database.
 */
final class SimulatedInstance {

    private static final int TRIES = 4;

    private final SimulatedStore store;
    private List<RoomRequest> batch = List.of();
    private Map<HoldKey, Hold> seen = Map.of();

    SimulatedInstance(SimulatedStore store) {
        this.store = store;
    }

    boolean isIdle() {
        return batch.isEmpty();
    }

    List<RoomRequest> batch() {
        return batch;
    }

    /** Looks at the holds of a batch, without a lock. */
    void look(List<RoomRequest> requests) {
        batch = List.copyOf(requests);
        seen = new HashMap<>(store.holds());
    }

    /** Forgets everything that is not committed. */
    void crash() {
        batch = List.of();
    }

    /** Locks, decides and commits; a batch that was interfered with is cut in halves, as a shard does it. */
    List<Outcome> commit() {
        List<Outcome> outcomes = commit(batch, 1);
        batch = List.of();
        return outcomes;
    }

    private List<Outcome> commit(List<RoomRequest> requests, int tried) {
        try {
            return decide(requests);
        } catch (StaleBatchException interfered) {
            seen = new HashMap<>(store.holds());
            if (requests.size() == 1) {
                if (tried == TRIES) {
                    throw interfered;
                }
                return commit(requests, tried + 1);
            }
            int half = requests.size() / 2;
            List<Outcome> outcomes = new ArrayList<>(commit(requests.subList(0, half), 1));
            seen = new HashMap<>(store.holds());
            outcomes.addAll(commit(requests.subList(half, requests.size()), 1));
            return outcomes;
        }
    }

    private List<Outcome> decide(List<RoomRequest> requests) {
        LocksNeeded needed = new LocksNeeded(store.lots(), store.categories());
        TreeSet<LedgerKey> keys = requests.stream()
                .flatMap(request -> needed.of(
                        request, request instanceof RoomRequest.Placing ? null : seen.get(HoldKey.of(request))))
                .collect(Collectors.toCollection(TreeSet::new));
        List<LedgerDay> locked = store.lock(keys);
        BatchDecision decision = new BatchDecision(
                store.lots(), store.categories(), new Ledger(locked), Map.copyOf(store.holds()), store.now());
        List<Outcome> outcomes = decision.decide(requests);
        store.commit(locked, decision.changedHolds());
        return outcomes;
    }
}
