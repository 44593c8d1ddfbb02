package com.parkhold.inventory.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of requests and the one thread that decides them, as many at once as are waiting, with one commit.
 *
 * <p>A batch that fails is cut in halves, a lot's requests together, until the request that cannot be decided stands alone;
 * its neighbours succeed. Where there is no connection, all of it fails. A request that nobody waits for any more is not
 * begun, nor begun again. One whose answer was lost with its connection is done again.
 */
final class Shard implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Shard.class);
    private static final Comparator<Waiting> BY_LOT =
            Comparator.comparing(waiting -> waiting.request().lotId());
    private static final int IDLE_MILLIS = 100;
    private static final int MOST_PAUSES = 3;
    private static final long PAUSE_NANOS = 100_000;

    private final BlockingQueue<Waiting> queue;
    private final int mostInBatch;
    private final Function<List<RoomRequest>, List<Outcome>> committing;
    private volatile boolean open = true;
    private volatile boolean running;
    private int lastBatch;

    /** @param committing decides and commits a batch, or throws and has changed nothing */
    Shard(int capacity, int mostInBatch, Function<List<RoomRequest>, List<Outcome>> committing) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.mostInBatch = mostInBatch;
        this.committing = committing;
    }

    /** Whether the request waits now; a full or closed shard takes none. */
    boolean offer(Waiting waiting) {
        return open && queue.offer(waiting);
    }

    int length() {
        return queue.size();
    }

    /** Whether its thread takes requests. */
    boolean isRunning() {
        return running;
    }

    /** Stops taking requests; the thread ends after the batch that is under way. */
    void close() {
        open = false;
    }

    @Override
    public void run() {
        List<Waiting> batch = new ArrayList<>(mostInBatch);
        running = true;
        try {
            while (open) {
                Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    serve(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            open = false;
            running = false;
            queue.forEach(left -> left.answer().completeExceptionally(new RejectedExecutionException("Shutting down")));
        }
    }

    /** Whatever befalls a batch, also an error, ends that batch and not the shard: half of all lots would be without. */
    private void serve(List<Waiting> batch) {
        try {
            gather(batch);
            decide(batch);
        } catch (Throwable broken) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(broken));
            log.error("A batch of {} broke its shard's turn", batch.size(), broken);
        }
    }

    /**
     * Takes who waits. Those who were just answered are likely to ask again at once: for as many as that it is worth to
     * linger a moment, since all of them share a commit, and who asks alone is not kept waiting.
     */
    private void gather(List<Waiting> batch) {
        queue.drainTo(batch, mostInBatch - batch.size());
        boolean more = true;
        for (int pause = 0; more && pause < MOST_PAUSES && batch.size() < lastBatch; pause++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            more = queue.drainTo(batch, mostInBatch - batch.size()) > 0;
        }
        lastBatch = batch.size();
    }

    private static List<Waiting> stillWaiting(List<Waiting> batch) {
        long now = System.nanoTime();
        List<Waiting> waiting = new ArrayList<>(batch.size());
        for (Waiting one : batch) {
            if (one.isGivenUp(now)) {
                one.answer().completeExceptionally(new TimeoutException("Not begun in time"));
            } else {
                waiting.add(one);
            }
        }
        return waiting;
    }

    /** Commits a batch and answers it, in halves where it has to be; each of it is answered when this returns. */
    void decide(List<Waiting> asked) {
        List<Waiting> batch = stillWaiting(asked);
        if (batch.isEmpty()) {
            return;
        }
        try {
            answer(batch, commit(batch));
        } catch (RuntimeException failure) {
            if (Failure.of(failure) == Failure.UNCONNECTED) {
                log.warn("A batch of {} found no connection: {}", batch.size(), failure.toString());
                batch.forEach(waiting -> waiting.answer().completeExceptionally(failure));
            } else if (batch.size() == 1) {
                decideAlone(batch.getFirst(), failure);
            } else {
                log.warn("A batch of {} failed and is cut in halves: {}", batch.size(), failure.toString());
                batch.sort(BY_LOT);
                decide(batch.subList(0, batch.size() / 2));
                decide(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    private void decideAlone(Waiting waiting, RuntimeException first) {
        RuntimeException failure = first;
        for (int tried = 1; Failure.of(failure).isWorthAnotherTry(tried, waiting.givenUpAt()); tried++) {
            try {
                answer(List.of(waiting), commit(List.of(waiting)));
                return;
            } catch (RuntimeException again) {
                failure = again;
            }
        }
        waiting.answer().completeExceptionally(failure);
    }

    private List<Outcome> commit(List<Waiting> batch) {
        List<RoomRequest> requests = batch.stream().map(Waiting::request).toList();
        try {
            return committing.apply(requests);
        } catch (StaleBatchException overtaken) {
            return committing.apply(requests);
        }
    }

    private static void answer(List<Waiting> batch, List<Outcome> outcomes) {
        for (int index = 0; index < batch.size(); index++) {
            batch.get(index).answer().complete(outcomes.get(index));
        }
    }
}
