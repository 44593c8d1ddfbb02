package com.parkhold.gate.passage;

import com.parkhold.gate.blocking.BlockedPlates;
import com.parkhold.gate.journal.LocalCopies;
import com.parkhold.gate.lane.Commissionings;
import com.parkhold.gate.lane.KnownLots;
import com.parkhold.gate.lane.Lanes;
import com.parkhold.gate.pass.PassBook;
import com.parkhold.gate.pass.Passes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps what this machine remembers as fresh as the database lets it; one at a time, and never in a decision. */
@Component
public class Refreshing {

    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final int BETWEEN_SETUPS = 10;
    private static final String FRESH_AT = "passes";

    private final Passes passes;
    private final PassBook book;
    private final Lanes lanes;
    private final KnownLots lots;
    private final BlockedPlates blocked;
    private final Commissionings commissionings;
    private final LastingOverrides lasting;
    private final LocalCopies copies;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean listens = true;
    private int round;
    private long lastNanos;
    private volatile @Nullable Instant freshAt;

    Refreshing(
            Passes passes,
            PassBook book,
            Lanes lanes,
            KnownLots lots,
            BlockedPlates blocked,
            Commissionings commissionings,
            LastingOverrides lasting,
            LocalCopies copies,
            Clock clock) {
        this.passes = passes;
        this.book = book;
        this.lanes = lanes;
        this.lots = lots;
        this.blocked = blocked;
        this.commissionings = commissionings;
        this.lasting = lasting;
        this.copies = copies;
        this.clock = clock;
        freshAt = copies.all(LocalCopies.Kind.FRESH_AT).stream()
                .map(Instant::parse)
                .findFirst()
                .orElse(null);
    }

    /** Of when that is what this machine remembers, to ten seconds after a restart; empty where it never knew anything. */
    public Optional<Instant> freshAt() {
        return Optional.ofNullable(freshAt);
    }

    @Scheduled(fixedRate = 1_000)
    void refresh() {
        if (!turn.tryLock()) {
            return;
        }
        try {
            Instant asked = clock.instant();
            learn(asked);
            freshAt = asked;
            if (!listens) {
                log.info("What this machine remembers is fresh again");
            }
            listens = true;
        } catch (DataAccessException | TransactionException away) {
            if (listens) {
                log.warn("Remembering what was known before: {}", away.getMessage());
            }
            listens = false;
        } finally {
            turn.unlock();
        }
    }

    private void learn(Instant asked) {
        long startedNanos = System.nanoTime();
        Instant forgotten = asked.minus(KEPT);
        book.learn(
                round == 0
                        ? passes.current(forgotten)
                        : passes.changedWithin(OVERLAP.plusNanos(startedNanos - lastNanos)));
        blocked.refresh();
        lasting.refresh();
        if (round % BETWEEN_SETUPS == 0) {
            lots.refresh();
            lanes.refresh();
            commissionings.refresh();
            book.forgetEndedBefore(forgotten);
            copies.put(LocalCopies.Kind.FRESH_AT, Map.of(FRESH_AT, asked.toString()));
        }
        lastNanos = startedNanos;
        round++;
    }
}
