package com.parkhold.inventory.ledger;

import java.time.Duration;
import java.util.List;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Commits one shard's batches: on trust as long as nobody else writes to its rows, with locks for a while after somebody
 * did. Not safe for several threads.
 */
final class CommittingBatches {

    private static final long DISTRUST_NANOS = Duration.ofMillis(200).toNanos();

    private final DecidingRoom deciding;
    private final TransactionTemplate transactions;
    private long distrustUntil = System.nanoTime();

    CommittingBatches(DecidingRoom deciding, TransactionTemplate transactions) {
        this.deciding = deciding;
        this.transactions = transactions;
    }

    /** Answers once the batch is committed; throws where nothing was done, or where nobody said whether it was. */
    List<Outcome> commit(List<RoomRequest> requests) {
        if (System.nanoTime() - distrustUntil >= 0) {
            try {
                return transactions.execute(_ -> deciding.decideOnTrustAndCommit(requests));
            } catch (StaleBatchException | PessimisticLockingFailureException overtaken) {
                distrustUntil = System.nanoTime() + DISTRUST_NANOS;
            }
        }
        return transactions.execute(_ -> deciding.decideAndCommit(requests));
    }
}
