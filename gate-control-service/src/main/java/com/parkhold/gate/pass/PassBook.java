package com.parkhold.gate.pass;

import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.journal.StoredJson;
import com.parkhold.gate.plate.Plate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The passes as this machine knows them: in memory, copied to the local disk.
 *
 * <p>It is the arbiter among the lanes of this instance: a movement is applied here first, under one lock, whatever the
 * level. A pass that has movements in the journal which the database does not know yet is <em>ahead</em>: what the
 * database says of it is not believed until it has caught up.
 *
 * <p>What the disk knows is read while the rest of the service starts: after everything died, a car waits for that.
 */
@Component
public class PassBook implements SmartInitializingSingleton {

    /** Every decision waits while some are written to the disk; the first time, or after an outage, there are thousands. */
    private static final int LEARNED_AT_ONCE = 25;

    /** Who unlocks and locks again overtakes those who wait. */
    private static final Duration WAY_FOR_OTHERS = Duration.ofMillis(1);

    private final LocalCopies copies;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Pass> passes = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> bySkeleton = new ConcurrentHashMap<>();
    private final Map<String, Integer> ahead = new ConcurrentHashMap<>();
    private final List<Consumer<Pass>> followers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> loaded;

    PassBook(LocalCopies copies) {
        this.copies = copies;
        loaded = CompletableFuture.runAsync(
                this::load, load -> Thread.ofPlatform().name("passes").daemon().start(load));
    }

    private void load() {
        copies.all(LocalCopies.Kind.PASS).stream()
                .map(body -> StoredJson.read(body, Pass.class))
                .forEach(this::index);
    }

    /** A service that does not understand what its disk knows does not start. */
    @Override
    public void afterSingletonsInstantiated() {
        loaded.join();
    }

    /** Tells of every pass that the database taught this machine; in no order, and not while anything is locked. */
    public void follow(Consumer<Pass> follower) {
        followers.add(follower);
    }

    public Optional<Pass> find(String reservationId) {
        loaded.join();
        return Optional.ofNullable(passes.get(reservationId));
    }

    /** All whose plates a camera could take for this one, in any lot. */
    public List<Pass> resembling(Plate plate) {
        loaded.join();
        return bySkeleton.getOrDefault(plate.skeleton(), Set.of()).stream()
                .map(passes::get)
                .filter(pass -> pass != null)
                .toList();
    }

    /** The pass of a reservation, and all others of a lot with its plate. */
    public List<Pass> withPlateOf(String reservationId, String lotId) {
        return find(reservationId).stream()
                .flatMap(pass -> Stream.concat(
                        Stream.of(pass),
                        resembling(pass.plate()).stream()
                                .filter(other -> !other.reservationId().equals(reservationId))
                                .filter(other -> other.lotId().equals(lotId))
                                .filter(other -> other.plate().equals(pass.plate()))))
                .toList();
    }

    public Collection<Pass> all() {
        loaded.join();
        return List.copyOf(passes.values());
    }

    /** Believes the database once the running transaction is committed, or at once outside of one. */
    public void learnAfterCommit(Pass pass) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            learn(List.of(pass));
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                learn(List.of(pass));
            }
        });
    }

    /** Believes the database, unless this machine is ahead of it; of many passes some at a time. */
    public void learn(Collection<Pass> known) {
        loaded.join();
        List<Pass> all = List.copyOf(known);
        for (int from = 0; from < all.size(); from += LEARNED_AT_ONCE) {
            if (from > 0 && turn.hasQueuedThreads()) {
                LockSupport.parkNanos(WAY_FOR_OTHERS.toNanos());
            }
            learnTogether(all.subList(from, Math.min(all.size(), from + LEARNED_AT_ONCE)));
        }
    }

    private void learnTogether(List<Pass> known) {
        Map<String, String> changed = new HashMap<>();
        List<Pass> news = new ArrayList<>();
        turn.lock();
        try {
            for (Pass pass : known) {
                Pass before = passes.get(pass.reservationId());
                boolean newer = before == null || before.version() < pass.version();
                if (newer && !ahead.containsKey(pass.reservationId())) {
                    index(pass);
                    changed.put(pass.reservationId(), StoredJson.write(pass));
                    news.add(pass);
                }
            }
            copies.put(LocalCopies.Kind.PASS, changed);
        } finally {
            turn.unlock();
        }
        news.forEach(pass -> followers.forEach(follower -> follower.accept(pass)));
    }

    /**
     * Applies a movement, if it applies and the condition still holds when it is this movement's turn.
     *
     * @param stillWanted asked under the lock; its true is binding
     */
    public PassOutcome apply(Movement movement, BooleanSupplier stillWanted) {
        loaded.join();
        turn.lock();
        try {
            Pass pass = passes.get(movement.reservationId());
            if (pass == null) {
                return new PassOutcome.Refused(PassOutcome.Reason.OTHER_EVENT);
            }
            PassOutcome outcome = pass.outcomeOf(movement);
            if (!(outcome instanceof PassOutcome.Applied applied)) {
                return outcome;
            }
            if (!stillWanted.getAsBoolean()) {
                return new PassOutcome.Refused(PassOutcome.Reason.OTHER_EVENT);
            }
            Pass after = pass.after(movement, applied.to());
            index(after);
            copies.put(LocalCopies.Kind.PASS, Map.of(after.reservationId(), StoredJson.write(after)));
            return applied;
        } finally {
            turn.unlock();
        }
    }

    /** Notes that the journal holds one more movement of this pass that the database does not know. */
    public void runAhead(String reservationId) {
        ahead.merge(reservationId, 1, Integer::sum);
    }

    /** Notes that the database knows one of them, and what it says of the pass now. */
    public void caughtUp(String reservationId, Optional<Pass> truth) {
        loaded.join();
        turn.lock();
        try {
            Integer left = ahead.merge(reservationId, -1, Integer::sum);
            if (left != null && left <= 0) {
                ahead.remove(reservationId);
                truth.ifPresent(pass -> {
                    index(pass);
                    copies.put(LocalCopies.Kind.PASS, Map.of(pass.reservationId(), StoredJson.write(pass)));
                });
            }
        } finally {
            turn.unlock();
        }
    }

    public boolean isAhead(String reservationId) {
        return ahead.containsKey(reservationId);
    }

    /** Forgets what was over long ago. */
    public void forgetEndedBefore(Instant limit) {
        for (Pass pass : all()) {
            boolean over = !pass.state().isUsed() && pass.endsAt().isBefore(limit);
            if (over && !isAhead(pass.reservationId())) {
                passes.remove(pass.reservationId());
                unindex(pass);
                copies.remove(LocalCopies.Kind.PASS, pass.reservationId());
            }
        }
    }

    private void index(Pass pass) {
        Pass before = passes.put(pass.reservationId(), pass);
        if (before != null && !before.plate().equals(pass.plate())) {
            unindex(before);
        }
        bySkeleton.compute(pass.plate().skeleton(), (_, ids) -> {
            Set<String> alike = ids == null ? ConcurrentHashMap.newKeySet() : ids;
            alike.add(pass.reservationId());
            return alike;
        });
    }

    /** Keeps nothing of a plate that no pass has any more. */
    private void unindex(Pass pass) {
        bySkeleton.computeIfPresent(pass.plate().skeleton(), (_, ids) -> {
            ids.remove(pass.reservationId());
            return ids.isEmpty() ? null : ids;
        });
    }
}
