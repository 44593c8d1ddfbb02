package com.parkhold.inventory.ledger;

import com.parkhold.inventory.lot.Lot;
import com.parkhold.inventory.lot.Lots;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger does as time passes. Several instances may run these at once: the row locks sort them out. */
@Component
class LedgerJobs {

    private static final Logger log = LoggerFactory.getLogger(LedgerJobs.class);
    private static final int MOST_AT_ONCE = 500;

    private final Lots lots;
    private final RecountingRoom recounting;
    private final Holds holds;
    private final ChangingHolds changing;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final AtomicBoolean recounts = new AtomicBoolean();
    private volatile boolean stopping;

    LedgerJobs(
            Lots lots,
            RecountingRoom recounting,
            Holds holds,
            ChangingHolds changing,
            TransactionTemplate transactions,
            Clock clock) {
        this.lots = lots;
        this.recounting = recounting;
        this.holds = holds;
        this.changing = changing;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What has no more database to talk to is not tried for every lot that is left. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** On a thread of its own, one at a time: all jobs share a scheduler, and this one takes long where there are many lots. */
    @Scheduled(
            initialDelayString = "${parkhold.ledger.recount-every}",
            fixedDelayString = "${parkhold.ledger.recount-every}")
    void recountEverything() {
        if (recounts.compareAndSet(false, true)) {
            Thread.ofVirtual().name("ledger-recount").start(() -> {
                guarded("recount", this::recountEachLot);
                recounts.set(false);
            });
        }
    }

    private void recountEachLot() {
        for (Lot lot : lots.all()) {
            if (stopping) {
                return;
            }
            guarded("recount of " + lot.lotId(), () -> recounting.recount(lot.lotId()));
        }
    }

    @Scheduled(fixedDelayString = "${parkhold.ledger.overstay-every}")
    void countWhoStaysOn() {
        Instant now = clock.instant();
        for (Hold hold : holds.overstaying(now, MOST_AT_ONCE)) {
            if (stopping) {
                return;
            }
            guarded(
                    "overstay of " + hold.reservationId(),
                    () -> transactions.executeWithoutResult(
                            _ -> changing.overstay(hold.lotId(), hold.reservationId(), now)));
        }
    }

    /** One that fails is tried again next time and keeps no other from its turn. */
    private static void guarded(String work, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException failure) {
            log.warn("The {} failed and is tried again: {}", work, failure.toString());
        }
    }
}
