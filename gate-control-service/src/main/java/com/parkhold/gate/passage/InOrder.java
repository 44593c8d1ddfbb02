package com.parkhold.gate.passage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what it is given one after the other, in the order in which it was given it, and never on the giver's thread. */
final class InOrder {

    private static final Logger log = LoggerFactory.getLogger(InOrder.class);

    private final Executor threads;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    InOrder(Executor threads) {
        this.threads = threads;
    }

    /** A task that fails does not hold up the next. */
    synchronized void run(Runnable task) {
        last = last.thenRunAsync(task, threads).exceptionally(failure -> {
            log.error("A change of a loop was not dealt with", failure);
            return null;
        });
    }
}
