package com.parkhold.inventory.ledger;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits one shard's batches: on trust as long as nobody else writes to its rows, with locks for a while after somebody
 * did. Not safe for several threads.
 */
final class CommittingBatches {

    private static final long DISTRUST_NANOS = Duration.ofMillis(200).toNanos();

    private final Function<List<RoomRequest>, List<Outcome>> onTrust;
    private final Function<List<RoomRequest>, List<Outcome>> withLocks;
    private final LongSupplier nanoTime;
    private long distrustUntil;

    /**
     * @param onTrust decides and commits a batch on rows that are not locked, or throws
     * @param withLocks the same on rows that are
     */
    CommittingBatches(
            Function<List<RoomRequest>, List<Outcome>> onTrust,
            Function<List<RoomRequest>, List<Outcome>> withLocks,
            LongSupplier nanoTime) {
        this.onTrust = onTrust;
        this.withLocks = withLocks;
        this.nanoTime = nanoTime;
        this.distrustUntil = nanoTime.getAsLong();
    }

    /** The product's own, each in a transaction. */
    static CommittingBatches by(DecidingRoom deciding, TransactionTemplate transactions) {
        return new CommittingBatches(
                requests -> transactions.execute(_ -> deciding.decideOnTrustAndCommit(requests)),
                requests -> transactions.execute(_ -> deciding.decideAndCommit(requests)),
                System::nanoTime);
    }

    /** Answers once the batch is committed; throws where nothing was done, or where nobody said whether it was. */
    List<Outcome> commit(List<RoomRequest> requests) {
        if (nanoTime.getAsLong() - distrustUntil >= 0) {
            try {
                return onTrust.apply(requests);
            } catch (StaleBatchException | PessimisticLockingFailureException overtaken) {
                distrustUntil = nanoTime.getAsLong() + DISTRUST_NANOS;
            }
        }
        return withLocks.apply(requests);
    }
}
