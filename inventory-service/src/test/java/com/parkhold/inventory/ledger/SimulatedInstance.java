package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.ledger.RoomRequest.Placing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * One of the service's instances: the product's own shard, its own choice between trust and locks, what it knows of holds
 * and rows, what to lock and what to decide. Only the database is simulated, with the comparisons that it makes: between
 * the look at holds and the locks other instances may commit; from the locks to the commit nobody else can.
 */
final class SimulatedInstance {

    private static final int MOST = 16;
    private static final int KNOWN_HOLDS = 2;
    private static final long PATIENCE = Duration.ofHours(1).toNanos();

    private final SimulatedStore store;
    private final BooleanSupplier losesAnswer;
    private List<RoomRequest> batch = List.of();
    private @Nullable Map<HoldKey, Hold> seen;
    private KnownHolds knownHolds = new KnownHolds(KNOWN_HOLDS);
    private KnownDays knownDays = new KnownDays();
    private Shard shard;
    private long trusted;
    private long overtaken;
    private long lost;

    /** @param losesAnswer whether the connection breaks just after a commit */
    SimulatedInstance(SimulatedStore store, BooleanSupplier losesAnswer) {
        this.store = store;
        this.losesAnswer = losesAnswer;
        this.shard = shard();
    }

    private Shard shard() {
        CommittingBatches committing = new CommittingBatches(
                this::decideOnTrust, this::decideWithLocks, () -> ChronoUnit.NANOS.between(Instant.EPOCH, store.now()));
        return new Shard(MOST, MOST, committing::commit);
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
        knownHolds = new KnownHolds(KNOWN_HOLDS);
        knownDays = new KnownDays();
        shard = shard();
    }

    /** How many batches were committed without locks, and how many could not be. */
    long trusted() {
        return trusted;
    }

    long overtaken() {
        return overtaken;
    }

    /** How many commits were not answered, and done again. */
    long lost() {
        return lost;
    }

    /** Has the shard decide its batch as it does with what it drew from its queue. */
    List<Outcome> commit() {
        List<Waiting> waiting = batch.stream()
                .map(request -> new Waiting(request, System.nanoTime() + PATIENCE, new CompletableFuture<>()))
                .toList();
        batch = List.of();
        shard.decide(waiting);
        return waiting.stream().map(one -> one.answer().join()).toList();
    }

    private List<Outcome> decideOnTrust(List<RoomRequest> requests) {
        List<LedgerDay> days = knownHolds.among(requests).isEmpty() ? knownDays.all(keysOf(requests)) : null;
        return days == null ? decideWithLocks(requests) : decide(requests, days, Map.of(), false);
    }

    private List<Outcome> decideWithLocks(List<RoomRequest> requests) {
        List<LedgerDay> locked = store.lock(keysOf(requests));
        Map<HoldKey, Hold> found = new HashMap<>(store.holds());
        found.keySet().retainAll(knownHolds.among(requests));
        return decide(requests, locked, found, true);
    }

    private List<Outcome> decide(
            List<RoomRequest> requests, List<LedgerDay> days, Map<HoldKey, Hold> found, boolean locked) {
        Ledger ledger = new Ledger(days);
        BatchDecision decision =
                new BatchDecision(store.lots(), store.categories(), ledger, Map.copyOf(found), store.now());
        List<Outcome> outcomes = decision.decide(requests);
        checkUnseen(requests, outcomes, decision, found.keySet());
        if (!locked) {
            compare(days);
        }
        store.commit(locked ? days : ledger.changed(), decision.changedHolds());
        if (losesAnswer.getAsBoolean()) {
            lost++;
            throw new DataAccessResourceFailureException("The answer was lost");
        }
        trusted += locked ? 0 : 1;
        knownHolds.add(decision.changedHolds().keySet());
        knownDays.committed(new LedgerCommitted(
                ledger.changed().stream().map(LedgerDay::view).toList()));
        return outcomes;
    }

    /** The key of the table hold, and the look for the holds of those who are refused. */
    private void checkUnseen(
            List<RoomRequest> requests, List<Outcome> outcomes, BatchDecision decision, Set<HoldKey> found) {
        Set<HoldKey> unseen = new HashSet<>(decision.changedHolds().keySet());
        for (int index = 0; index < requests.size(); index++) {
            if (outcomes.get(index) instanceof Outcome.Refused) {
                unseen.add(HoldKey.of(requests.get(index)));
            }
        }
        unseen.removeAll(found);
        unseen.retainAll(store.holds().keySet());
        if (!unseen.isEmpty()) {
            knownHolds.add(unseen);
            throw new StaleBatchException("One of these holds was there already");
        }
    }

    /** The comparisons that the database makes with the write. */
    private void compare(Collection<LedgerDay> days) {
        boolean isTrue = days.stream()
                .filter(day -> day.isChanged() || day.isLookedAt())
                .allMatch(day -> day.version() == store.versionOf(day.key()));
        if (!isTrue) {
            overtaken++;
            knownDays.forget(days.stream().map(LedgerDay::key).toList());
            throw new StaleBatchException("Somebody else wrote to these rows");
        }
    }

    /** What was seen before others committed is believed once. */
    private NavigableSet<LedgerKey> keysOf(List<RoomRequest> requests) {
        Map<HoldKey, Hold> held = seen == null ? store.holds() : seen;
        seen = null;
        LocksNeeded needed = new LocksNeeded(store.lots(), store.categories());
        return requests.stream()
                .flatMap(request ->
                        needed.of(request, request instanceof Placing ? null : held.get(HoldKey.of(request))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
