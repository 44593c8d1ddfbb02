package com.parkhold.inventory.availability;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.parkhold.inventory.ledger.LedgerCommitted;
import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerRows;
import com.parkhold.inventory.ledger.LedgerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The ledger as readers see it: in this process, then in Redis, then in the database.
 *
 * <p>Written through at each commit before anybody is told of it, so that this instance never shows room that it has
 * just sold. What other instances commit is seen once a view is no longer fresh. By its row's version an older view
 * never replaces a newer one, whichever way it came.
 *
 * <p>Redis is told of a commit only where somebody asked for the row lately: the others would be written for nobody.
 */
@Component
public class LedgerViews {

    private static final long ASKED_LATELY_NANOS = Duration.ofSeconds(1).toNanos();

    private final LedgerRows rows;
    private final SharedLedgerViews shared;
    private final long freshNanos;
    private final Map<LedgerKey, CompletableFuture<Map<LedgerKey, LedgerView>>> looking = new ConcurrentHashMap<>();
    private final Cache<LedgerKey, Seen> seen =
            Caffeine.newBuilder().maximumSize(100_000).build();

    LedgerViews(LedgerRows rows, SharedLedgerViews shared, AvailabilitySettings settings) {
        this.rows = rows;
        this.shared = shared;
        this.freshNanos = settings.freshFor().toNanos();
    }

    /** The views of rows; a row of a class that does not exist is left out. */
    public Map<LedgerKey, LedgerView> of(Collection<LedgerKey> keys) {
        long now = System.nanoTime();
        Map<LedgerKey, LedgerView> found = new HashMap<>();
        List<LedgerKey> stale = new ArrayList<>();
        for (LedgerKey key : keys) {
            Seen held = seen.getIfPresent(key);
            if (held != null && isFresh(held, now)) {
                held.askedNanos.lazySet(now);
                found.put(key, held.view);
            } else {
                stale.add(key);
            }
        }
        if (!stale.isEmpty()) {
            found.putAll(refreshOnce(stale, now));
        }
        return found;
    }

    /** Of a crowd that finds the same row stale, one looks and the others wait for what it finds. */
    private Map<LedgerKey, LedgerView> refreshOnce(List<LedgerKey> stale, long now) {
        CompletableFuture<Map<LedgerKey, LedgerView>> mine = new CompletableFuture<>();
        List<LedgerKey> own = new ArrayList<>();
        Map<LedgerKey, CompletableFuture<Map<LedgerKey, LedgerView>>> others = new HashMap<>();
        for (LedgerKey key : stale) {
            CompletableFuture<Map<LedgerKey, LedgerView>> before = looking.putIfAbsent(key, mine);
            if (before == null) {
                own.add(key);
            } else {
                others.put(key, before);
            }
        }
        Map<LedgerKey, LedgerView> found = look(own, mine, now);
        List<LedgerKey> vain = new ArrayList<>();
        others.forEach((key, other) -> {
            if (!waitFor(key, other, found)) {
                vain.add(key);
            }
        });
        if (!vain.isEmpty()) {
            found.putAll(refresh(vain, now));
        }
        return found;
    }

    private Map<LedgerKey, LedgerView> look(
            List<LedgerKey> own, CompletableFuture<Map<LedgerKey, LedgerView>> mine, long now) {
        try {
            Map<LedgerKey, LedgerView> found = own.isEmpty() ? new HashMap<>() : refresh(own, now);
            mine.complete(Map.copyOf(found));
            return found;
        } catch (RuntimeException failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            own.forEach(key -> looking.remove(key, mine));
        }
    }

    /** What was found, or what this instance committed meanwhile; false for who waited in vain and has to look itself. */
    private boolean waitFor(
            LedgerKey key, CompletableFuture<Map<LedgerKey, LedgerView>> other, Map<LedgerKey, LedgerView> found) {
        try {
            LedgerView view = other.get(freshNanos, TimeUnit.NANOSECONDS).get(key);
            Seen held = seen.getIfPresent(key);
            if (view != null) {
                found.put(key, held != null && held.view.version() > view.version() ? held.view : view);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException vain) {
            return false;
        }
    }

    /** Before the answer that follows the commit is given. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void committed(LedgerCommitted committed) {
        long now = System.nanoTime();
        List<LedgerView> askedFor = new ArrayList<>();
        for (LedgerView view : committed.days()) {
            Seen held = newest(view, now);
            if (now - held.askedNanos.get() < ASKED_LATELY_NANOS) {
                askedFor.add(held.view);
            }
        }
        shared.tell(askedFor);
    }

    private Map<LedgerKey, LedgerView> refresh(List<LedgerKey> stale, long now) {
        Map<LedgerKey, LedgerView> found = new HashMap<>();
        shared.find(stale).forEach((key, view) -> found.put(key, asked(view, now)));
        List<LedgerKey> unknown =
                stale.stream().filter(key -> !found.containsKey(key)).toList();
        if (!unknown.isEmpty()) {
            Map<LedgerKey, LedgerView> read = rows.read(unknown);
            read.forEach((key, view) -> found.put(key, asked(view, now)));
            shared.tell(read.values());
        }
        return found;
    }

    private LedgerView asked(LedgerView view, long now) {
        Seen held = newest(view, now);
        held.askedNanos.lazySet(now);
        return held.view;
    }

    private Seen newest(LedgerView view, long now) {
        return seen.asMap()
                .merge(
                        view.key(),
                        new Seen(view, now, new AtomicLong(now - ASKED_LATELY_NANOS)),
                        (held, given) -> new Seen(
                                held.view.version() > view.version() ? held.view : view, now, held.askedNanos));
    }

    /** Half-way to being stale one caller looks again while the others still answer: nobody waits in a crowd. */
    private boolean isFresh(Seen held, long now) {
        long age = now - held.atNanos;
        return age < freshNanos && (age < freshNanos / 2 || !held.lookedAgain.compareAndSet(false, true));
    }

    /** @param askedNanos when a reader last asked for the row, handed on from view to view */
    private record Seen(LedgerView view, long atNanos, AtomicBoolean lookedAgain, AtomicLong askedNanos) {
        Seen(LedgerView view, long atNanos, AtomicLong askedNanos) {
            this(view, atNanos, new AtomicBoolean(), askedNanos);
        }
    }
}
