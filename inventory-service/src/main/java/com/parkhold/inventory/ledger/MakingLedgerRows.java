package com.parkhold.inventory.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that the ledger rows of a batch exist before the batch locks them.
 *
 * <p>Rows are made in a transaction of their own, committed at once, so that their share lock on the class never waits
 * for, or is waited for by, a lock on a row. The lock comes in a statement before the one that makes the rows: a
 * statement that waits for it would still see the withdrawals as they were before. Rows are never deleted, so one that
 * was seen need not be looked for again.
 */
@Service
class MakingLedgerRows {

    private static final int LONGEST_SECONDS = 1;

    private final LedgerRows rows;
    private final Capacities capacities;
    private final TransactionTemplate ownTransaction;
    private final Cache<LedgerKey, Boolean> made =
            Caffeine.newBuilder().maximumSize(100_000).build();

    MakingLedgerRows(LedgerRows rows, Capacities capacities, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.capacities = capacities;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setTimeout(LONGEST_SECONDS);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    void ensure(Collection<LedgerKey> keys) {
        List<LedgerKey> missing =
                keys.stream().filter(key -> made.getIfPresent(key) == null).toList();
        if (missing.isEmpty()) {
            return;
        }
        ownTransaction.executeWithoutResult(_ -> {
            capacities.share(missing);
            rows.make(missing);
        });
        missing.forEach(key -> made.put(key, true));
    }

    /** Looks again the next time for rows that were not there: their class may be made later. */
    void forget(Collection<LedgerKey> keys, Collection<LedgerDay> found) {
        Set<LedgerKey> there = found.stream().map(LedgerDay::key).collect(Collectors.toSet());
        keys.stream().filter(key -> !there.contains(key)).forEach(made::invalidate);
    }
}
