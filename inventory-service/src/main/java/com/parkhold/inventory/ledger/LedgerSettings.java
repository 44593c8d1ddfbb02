package com.parkhold.inventory.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the ledger is driven.
 *
 * @param shards how many batches may be under way at once; a lot always belongs to the same one
 * @param queue how many requests may wait in a shard before new ones are refused
 * @param batch the most requests that share a commit
 * @param deadline how long a request may wait for its answer
 */
@ConfigurationProperties("parkhold.ledger")
public record LedgerSettings(
        int shards, int queue, int batch, Duration deadline, Duration recountEvery, Duration overstayEvery) {

    /** Refuses a ledger that could never answer. */
    public LedgerSettings {
        if (shards < 1 || queue < 1 || batch < 1 || !deadline.isPositive()) {
            throw new IllegalArgumentException("parkhold.ledger: shards, queue, batch and deadline must be positive");
        }
    }
}
