package com.parkhold.inventory.ledger;

import java.util.concurrent.CompletableFuture;

/**
 * A request in a shard's queue.
 *
 * @param givenUpAt {@link System#nanoTime()} after which nobody waits for the answer any more
 */
record Waiting(RoomRequest request, long givenUpAt, CompletableFuture<Outcome> answer) {

    boolean isGivenUp(long nanoTime) {
        return nanoTime - givenUpAt >= 0;
    }
}
