package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One of the service's instances, with the product's own functions for what to lock and what to decide. Between its look
 * and its locks, other instances may commit; from its locks to its commit nobody else can, as in the database. First
 * placings are decided on the rows that it committed last itself, and written where nobody else has written since.
 */
final class SimulatedInstance {

    private static final int TRIES = 4;

    private final SimulatedStore store;
    private List<RoomRequest> batch = List.of();
    private Map<HoldKey, Hold> seen = Map.of();
    private final Map<LedgerKey, LedgerView> known = new HashMap<>();
    private long trusted;
    private long overtaken;

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
        known.clear();
    }

    /** How many batches were committed without locks, and how many could not be. */
    long trusted() {
        return trusted;
    }

    long overtaken() {
        return overtaken;
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
        NavigableSet<LedgerKey> keys = keysOf(requests);
        boolean isFirst = requests.stream().allMatch(request -> request instanceof Placing placing && !placing.again());
        if (isFirst && known.keySet().containsAll(keys)) {
            try {
                return decideOnTrust(requests, keys);
            } catch (StaleBatchException late) {
                overtaken++;
                known.keySet().removeAll(keys);
            }
        }
        List<LedgerDay> locked = store.lock(keys);
        BatchDecision decision = decision(locked, Map.copyOf(store.holds()));
        List<Outcome> outcomes = decision.decide(requests);
        commit(locked, decision);
        return outcomes;
    }

    /** The comparisons that the database makes with the write. */
    private List<Outcome> decideOnTrust(List<RoomRequest> requests, NavigableSet<LedgerKey> keys) {
        List<LedgerDay> days = keys.stream()
                .map(key -> LedgerDay.as(Objects.requireNonNull(known.get(key))))
                .toList();
        BatchDecision decision = decision(days, Map.of());
        List<Outcome> outcomes = decision.decide(requests);
        boolean isTrue = days.stream()
                .filter(day -> day.isChanged() || day.isLookedAt())
                .allMatch(day -> day.version() == store.versionOf(day.key()));
        if (!isTrue || requests.stream().map(HoldKey::of).anyMatch(store.holds()::containsKey)) {
            throw new StaleBatchException("Somebody else was here");
        }
        trusted++;
        commit(days.stream().filter(LedgerDay::isChanged).toList(), decision);
        return outcomes;
    }

    private NavigableSet<LedgerKey> keysOf(List<RoomRequest> requests) {
        LocksNeeded needed = new LocksNeeded(store.lots(), store.categories());
        return requests.stream()
                .flatMap(request ->
                        needed.of(request, request instanceof Placing ? null : seen.get(HoldKey.of(request))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private BatchDecision decision(List<LedgerDay> days, Map<HoldKey, Hold> holds) {
        return new BatchDecision(store.lots(), store.categories(), new Ledger(days), holds, store.now());
    }

    private void commit(List<LedgerDay> days, BatchDecision decision) {
        store.commit(days, decision.changedHolds());
        days.forEach(day -> known.put(day.key(), day.view()));
    }
}
