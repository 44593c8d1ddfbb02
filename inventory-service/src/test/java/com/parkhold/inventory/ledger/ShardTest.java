package com.parkhold.inventory.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.inventory.ledger.RoomRequest.Changing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class ShardTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final List<Integer> sizes = new ArrayList<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private volatile Runnable beforeCommit = () -> {};
    private final Shard shard = new Shard(10, 10, this::commit);

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void decidesWhatWaitsTogether() throws Exception {
        List<Waiting> waiting =
                IntStream.range(0, 5).mapToObj(number -> offer("r" + number)).toList();
        Thread.ofVirtual().start(shard);
        for (Waiting one : waiting) {
            assertThat(one.answer().get(20, TimeUnit.SECONDS)).isEqualTo(outcomeOf(one.request()));
        }
        assertThat(sizes).containsExactly(5);
    }

    @Test
    void savesTheNeighboursOfAPoisonousRequest() throws Exception {
        Waiting before = offer("before");
        Waiting poison = offer("poison");
        Waiting after = offer("after");
        Thread.ofVirtual().start(shard);
        assertThat(before.answer().get(20, TimeUnit.SECONDS)).isEqualTo(outcomeOf(before.request()));
        assertThat(after.answer().get(20, TimeUnit.SECONDS)).isEqualTo(outcomeOf(after.request()));
        assertThatThrownBy(() -> poison.answer().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesNoMoreThanItCanHold() {
        IntStream.range(0, 10).forEach(number -> offer("r" + number));
        assertThat(shard.offer(new Waiting(request("r10"), System.nanoTime() + LONG, new CompletableFuture<>())))
                .isFalse();
        assertThat(shard.length()).isEqualTo(10);
    }

    @Test
    void doesNotBeginWhatNobodyWaitsForAnyMore() {
        Waiting late = new Waiting(request("late"), System.nanoTime() - 1, new CompletableFuture<>());
        assertThat(shard.offer(late)).isTrue();
        Thread.ofVirtual().start(shard);
        assertThatThrownBy(() -> late.answer().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(TimeoutException.class);
        assertThat(sizes).isEmpty();
    }

    @Test
    void doesAgainWhatMayHaveBeenCommittedWhenItsAnswerWasLost() throws Exception {
        failures.addAll(Collections.nCopies(5, new DataAccessResourceFailureException("lost")));
        TransactionSystemException notRolledBack = new TransactionSystemException("not rolled back");
        notRolledBack.initApplicationException(new DataAccessResourceFailureException("lost"));
        failures.add(notRolledBack);
        Waiting cutOff = offer("r1");
        Thread.ofVirtual().start(shard);
        assertThat(cutOff.answer().get(20, TimeUnit.SECONDS)).isEqualTo(outcomeOf(cutOff.request()));
        assertThat(sizes).hasSize(7);
    }

    @Test
    void failsTheWholeBatchWhereNoConnectionIsHad() {
        failures.add(new CannotCreateTransactionException("no connection"));
        List<Waiting> waiting =
                IntStream.range(0, 5).mapToObj(number -> offer("r" + number)).toList();
        Thread.ofVirtual().start(shard);
        for (Waiting one : waiting) {
            assertThatThrownBy(() -> one.answer().get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(CannotCreateTransactionException.class);
        }
        assertThat(sizes).containsExactly(5);
    }

    @Test
    void doesNotBeginAgainWhatWasGivenUpMeanwhile() {
        failures.add(new QueryTimeoutException("somebody stands still"));
        long soon = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        List<Waiting> waiting = IntStream.range(0, 4)
                .mapToObj(number -> offer("r" + number, soon))
                .toList();
        beforeCommit = () -> {
            while (System.nanoTime() - soon < 0) {
                LockSupport.parkNanos(soon - System.nanoTime());
            }
        };
        Thread.ofVirtual().start(shard);
        for (Waiting one : waiting) {
            assertThatThrownBy(() -> one.answer().get(20, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(TimeoutException.class);
        }
        assertThat(sizes).hasSizeLessThan(2);
    }

    @Test
    void waitsOnceForARequestThatStandsAlone() {
        failures.add(new QueryTimeoutException("somebody stands still"));
        Waiting alone = offer("r1");
        Thread.ofVirtual().start(shard);
        assertThatThrownBy(() -> alone.answer().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(QueryTimeoutException.class);
        assertThat(sizes).containsExactly(1);
    }

    @Test
    void outlivesAnErrorAndSaysWhetherItRuns() throws Exception {
        assertThat(shard.isRunning()).isFalse();
        Waiting first = offer("r1");
        beforeCommit = () -> {
            throw new NoClassDefFoundError("a class that was there yesterday");
        };
        Thread thread = Thread.ofVirtual().start(shard);
        assertThatThrownBy(() -> first.answer().get(20, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        beforeCommit = () -> {};
        Waiting second = offer("r2");
        assertThat(second.answer().get(20, TimeUnit.SECONDS)).isEqualTo(outcomeOf(second.request()));
        assertThat(shard.isRunning()).isTrue();
        thread.interrupt();
        thread.join();
        assertThat(shard.isRunning()).isFalse();
        assertThat(shard.offer(new Waiting(request("r3"), LONG, new CompletableFuture<>())))
                .isFalse();
    }

    private Waiting offer(String reservationId) {
        return offer(reservationId, System.nanoTime() + LONG);
    }

    private Waiting offer(String reservationId, long givenUpAt) {
        Waiting waiting = new Waiting(request(reservationId), givenUpAt, new CompletableFuture<>());
        assertThat(shard.offer(waiting)).isTrue();
        return waiting;
    }

    private List<Outcome> commit(List<RoomRequest> requests) {
        sizes.add(requests.size());
        beforeCommit.run();
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        if (requests.stream().anyMatch(request -> request.reservationId().equals("poison"))) {
            throw new IllegalStateException("poisoned");
        }
        return requests.stream().map(ShardTest::outcomeOf).toList();
    }

    private static Outcome outcomeOf(RoomRequest request) {
        return new Outcome.Applied(Hold.none(request.lotId(), request.reservationId()));
    }

    private static RoomRequest request(String reservationId) {
        return new Changing("lot-a", reservationId, HoldSignal.RELEASE, null, Instant.EPOCH, "test");
    }
}
