package com.parkhold.gate.keeping;

import com.parkhold.gate.settings.KeepingSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * One instance keeps a lot; the others hand it what is about its lanes, and take the lot over where it does not answer.
 *
 * <p>Who keeps what is a lease in the database, remembered here and on the disk. While the database is away everybody
 * goes by what he remembers, and by what the others say: whoever took a lot last keeps it. A lot of which nothing is
 * known is kept by whoever is asked. For moments, or while two instances see neither the database nor each other, two may keep a lot: passes are
 * arbitrated elsewhere, and a passage that both see is counted once.
 */
@Component
public class Keeping implements AutoCloseable {

    /** Attribute of a request whose lot was taken over for it: its keeper may have begun to answer it. */
    public static final String TAKEN_OVER = "com.parkhold.gate.keeping.takenOver";

    private static final Logger log = LoggerFactory.getLogger(Keeping.class);

    private final LotKeepers leases;
    private final Instances instances;
    private final Keepers keepers;
    private final KeepingSettings settings;
    private final Environment environment;
    private final Clock clock;
    /** Lots that another keeper did not answer for, and lots that seem to have none; the database is not told yet. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean settled;
    private volatile boolean closing;

    Keeping(
            LotKeepers leases,
            Instances instances,
            Keepers keepers,
            KeepingSettings settings,
            Environment environment,
            Clock clock) {
        this.leases = leases;
        this.instances = instances;
        this.keepers = keepers;
        this.settings = settings;
        this.environment = environment;
        this.clock = clock;
    }

    /** This instance's name among all. */
    public String name() {
        return Objects.requireNonNullElse(address(), "");
    }

    /** Tells each time that it may have changed who keeps a lot. */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /** Whether this instance keeps a lot that has lanes; one that nobody is known to keep it asks for. */
    public boolean keeps(String lotId) {
        String me = address();
        Optional<Keeper> keeper = keepers.of(lotId);
        if (settled && keeper.isEmpty()) {
            wanted.add(lotId);
            threads.execute(this::agreeNow);
        }
        return me != null && keeper.filter(known -> known.address().equals(me)).isPresent();
    }

    /** The address of the instance that keeps a lot, if it is not this one. */
    public Optional<String> elsewhere(String lotId) {
        return keepers.of(lotId).map(Keeper::address).filter(keeper -> !keeper.equals(address()));
    }

    /** What this instance keeps. */
    public Claims claims() {
        return keepers.of(Optional.ofNullable(address()));
    }

    /**
     * How long a camera's push waits for its keeper. Longer where the lot has just gone there: else it would go to and fro
     * between two instances that are slow.
     */
    public Duration patienceWith(String lotId) {
        Instant now = clock.instant();
        boolean hasJustGone = keepers.of(lotId)
                .filter(keeper -> !keeper.since().isAfter(now)
                        && keeper.since().plus(settings.stay()).isAfter(now))
                .isPresent();
        return hasJustGone && settings.patienceDuringStay().compareTo(settings.readPatience()) > 0
                ? settings.patienceDuringStay()
                : settings.readPatience();
    }

    /** What was kept before a restart is kept at once, whatever is away. */
    @EventListener(ContextRefreshedEvent.class)
    void begin() {
        if (address() != null && begun.compareAndSet(false, true)) {
            followers.forEach(Runnable::run);
        }
    }

    /** This instance keeps the lot from now on, whatever its lease says: its keeper does not answer. */
    public void take(String lotId) {
        begin();
        String me = address();
        if (me == null) {
            return;
        }
        boolean isNews = taken.add(lotId);
        if (keepers.put(lotId, me, clock.instant())) {
            tookUp(lotId);
        } else if (isNews) {
            taken.remove(lotId);
        }
    }

    /**
     * This instance answers for a lot that nobody else is known to keep, as one that has just started may know of nobody:
     * it is asked for, and stays with whoever has it.
     */
    public void takeUnlessKept(String lotId) {
        begin();
        String me = address();
        if (me != null && keepers.putIfUnknown(lotId, me, clock.instant())) {
            wanted.add(lotId);
            tookUp(lotId);
        }
    }

    private void tookUp(String lotId) {
        log.info("Keeping lot {} from now on", lotId);
        threads.execute(this::agreeNow);
        followers.forEach(Runnable::run);
    }

    /** Agrees with the others on who keeps what: over the database, and while that is away, by what they say. */
    @Scheduled(fixedRate = 1_000)
    void agree() {
        if (turn.tryLock()) {
            try {
                agreeNow();
            } finally {
                turn.unlock();
            }
        }
    }

    private void agreeNow() {
        String me = address();
        if (me == null || closing) {
            return;
        }
        turn.lock();
        boolean changed = !settled;
        try {
            changed |= agree(me);
        } catch (DataAccessException | TransactionException away) {
            log.debug("Lots stay with whoever keeps them: {}", away.getMessage());
            changed |= keepWanted(me);
            changed |= believeTheOthers(me);
        } finally {
            settled = true;
            turn.unlock();
        }
        if (changed) {
            followers.forEach(Runnable::run);
        }
    }

    /** Nobody can be asked who keeps them. */
    private boolean keepWanted(String me) {
        Set<String> asked = Set.copyOf(wanted);
        asked.forEach(lotId -> keepers.putIfUnknown(lotId, me, clock.instant()));
        return wanted.removeAll(asked);
    }

    /** A lot may have been taken over while this instance was away, and the database be away now. */
    private boolean believeTheOthers(String me) {
        boolean changed = false;
        for (Keeper told : instances.claims(me)) {
            if (keepers.putIfLater(told)) {
                log.info("{} keeps lot {} since {}", told.address(), told.lotId(), told.since());
                taken.remove(told.lotId());
                changed = true;
            }
        }
        return changed;
    }

    private boolean agree(String me) {
        leases.renew(me, settings.lease());
        instances.know(leases.seen(me));
        Set<String> told = Set.copyOf(taken);
        leases.seize(told, me, settings.lease());
        Set<String> asked = Set.copyOf(wanted);
        leases.claim(asked, me, settings.lease());
        wanted.removeAll(asked);
        List<String> free = new ArrayList<>(instances.withoutKeeper(leases.all(), me));
        if (!free.isEmpty()) {
            Collections.shuffle(free);
            leases.claim(free.subList(0, (free.size() + 1) / 2), me, settings.lease());
        }
        boolean changed = false;
        for (LotKeepers.Kept kept : leases.all()) {
            changed |= kept.keeper() != null && believe(kept.lotId(), kept.keeper());
        }
        taken.removeAll(told);
        return changed;
    }

    private boolean believe(String lotId, String keeper) {
        return !taken.contains(lotId) && keepers.put(lotId, keeper, clock.instant());
    }

    /** Where others reach this instance; null before it listens. */
    private @Nullable String address() {
        if (!settings.address().isEmpty()) {
            return settings.address();
        }
        String port = environment.getProperty("local.server.port");
        return port == null ? null : "http://127.0.0.1:" + port;
    }

    /** Lots are free again at once where the database listens; else they are taken over when this one is missed. */
    @Override
    public void close() {
        closing = true;
        String me = address();
        if (me == null) {
            return;
        }
        threads.execute(() -> {
            try {
                leases.release(me);
            } catch (DataAccessException | TransactionException away) {
                log.debug("Lots are left to whoever misses this instance: {}", away.getMessage());
            }
        });
        threads.shutdown();
        try {
            if (!threads.awaitTermination(500, TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
