package com.parkhold.inventory.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit: requests that come at the same time share a transaction.
 *
 * <p>A shard has a platform thread: it is the one that all others wait for, so it must not stand in their queue for a
 * carrier after each of its statements.
 *
 * <p>A reply is given only after the commit. Who waits in vain until the deadline cannot know whether room was taken;
 * since every request may be repeated by its reservation's id, asking again or releasing tells.
 */
@Component
public class RoomQueue implements SmartLifecycle {

    private final HoldPartitions partitions;
    private final LedgerSettings settings;
    private final DistributionSummary batchSizes;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    RoomQueue(
            DecidingRoom deciding,
            TransactionTemplate transactions,
            HoldPartitions partitions,
            LedgerSettings settings,
            MeterRegistry meters) {
        this.partitions = partitions;
        this.settings = settings;
        this.batchSizes = meters.summary("parkhold.ledger.batch");
        for (int shard = 0; shard < settings.shards(); shard++) {
            CommittingBatches committing = CommittingBatches.by(deciding, transactions);
            shards.add(new Shard(settings.queue(), settings.batch(), requests -> {
                batchSizes.record(requests.size());
                return committing.commit(requests);
            }));
        }
        meters.gauge(
                "parkhold.ledger.waiting",
                shards,
                all -> all.stream().mapToInt(Shard::length).sum());
    }

    /** What came of a request that went through the queue. */
    public sealed interface Reply {

        /** Committed. */
        record Decided(Outcome outcome) implements Reply {}

        /** Too many are waiting; nothing was done. */
        record Busy() implements Reply {}

        /** No answer in time: it may or may not have been done. */
        record Late() implements Reply {}
    }

    /** Waits for the request's commit, at most until the deadline. */
    public Reply submit(RoomRequest request) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        long deadline = settings.deadline().toNanos();
        Waiting waiting = new Waiting(request, System.nanoTime() + deadline, answer);
        if (!shardOf(request.lotId()).offer(waiting)) {
            return new Reply.Busy();
        }
        try {
            return new Reply.Decided(answer.get(deadline, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return new Reply.Late();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.Late();
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case TimeoutException _, RejectedExecutionException _ -> new Reply.Busy();
                case RuntimeException cause -> throw cause;
                case Error _ -> new Reply.Late();
                case null, default -> throw new IllegalStateException(failed);
            };
        }
    }

    @Override
    public void start() {
        for (int index = 0; index < shards.size(); index++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("ledger-shard-" + index).start(shards.get(index)));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        shards.forEach(Shard::close);
        for (Thread thread : threads) {
            joinQuietly(thread);
        }
    }

    /** Starts before the web server and the consumers, and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void joinQuietly(Thread thread) {
        try {
            thread.join(settings.deadline());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether every lot has a shard that decides for it. */
    boolean isDeciding() {
        return running && shards.stream().allMatch(Shard::isRunning);
    }

    private Shard shardOf(String lotId) {
        return shards.get((int) (partitions.placeOf(lotId) * shards.size()));
    }
}
