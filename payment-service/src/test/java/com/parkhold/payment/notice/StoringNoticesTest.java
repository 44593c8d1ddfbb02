package com.parkhold.payment.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.observability.CurrentTrace;
import com.parkhold.payment.notice.StoringNotices.Pushed;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class StoringNoticesTest {

    private static final int MANY = 500;

    private final StoredNotices stored = new StoredNotices();
    private final StoringNotices storing = new StoringNotices(stored, trace(), _ -> {});

    @Test
    void storesWhatComesAtTheSameTimeAndTellsTheFirstOfEachEvent() throws Exception {
        List<Boolean> first = allAtOnce(number -> storing.store(notice("evt_" + number / 2)));
        assertThat(stored.events).hasSize(MANY / 2);
        assertThat(first.stream().filter(Boolean::booleanValue)).hasSize(MANY / 2);
    }

    @Test
    void refusesOnlyTheOneThatCannotBeStored() throws Exception {
        stored.poison = "evt_7";
        List<Boolean> accepted = allAtOnce(number -> isStored("evt_" + number));
        assertThat(accepted.indexOf(false)).isEqualTo(7);
        assertThat(accepted.lastIndexOf(false)).isEqualTo(7);
        assertThat(stored.events).hasSize(MANY - 1).doesNotContain("evt_7");
    }

    @Test
    void tellsEverybodyWhenTheDatabaseIsAwayAndServesWhoComesAfter() throws Exception {
        stored.isAway = true;
        assertThat(allAtOnce(number -> isStored("evt_" + number))).containsOnly(false);
        stored.isAway = false;
        assertThat(storing.store(notice("evt_1"))).isTrue();
    }

    @Test
    void leavesNobodyWaitingWhenStoringBreaksAndServesWhoComesAfter() throws Exception {
        stored.isBroken = true;
        assertThat(allAtOnce(number -> isBroken("evt_" + number))).containsOnly(true);
        stored.isBroken = false;
        assertThat(storing.store(notice("evt_1"))).isTrue();
    }

    @Test
    void letsASlowCommitHoldUpNoOther() throws Exception {
        stored.slow = "evt_slow";
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> slow = senders.submit(() -> storing.store(notice("evt_slow")));
            stored.isHeldUp.await();
            Future<Boolean> other = senders.submit(() -> storing.store(notice("evt_other")));
            await().until(other::isDone);
            assertThat(other.get()).isTrue();
            assertThat(slow.isDone()).isFalse();
            stored.released.countDown();
            assertThat(slow.get()).isTrue();
        }
    }

    private boolean isBroken(String event) {
        try {
            storing.store(notice(event));
            return false;
        } catch (CompletionException told) {
            return told.getCause() instanceof LinkageError;
        } catch (LinkageError broken) {
            return true;
        }
    }

    private boolean isStored(String event) {
        try {
            storing.store(notice(event));
            return stored.events.contains(event);
        } catch (DataAccessException refused) {
            return false;
        }
    }

    private static <T> List<T> allAtOnce(Deed<T> deed) throws InterruptedException, ExecutionException {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> deeds = IntStream.range(0, MANY)
                    .<Callable<T>>mapToObj(number -> () -> deed.of(number))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : senders.invokeAll(deeds)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static ProviderNotice notice(String event) {
        return new ProviderNotice(event, "payment_intent.succeeded", null, Instant.EPOCH, null, null, null, "{}");
    }

    private static CurrentTrace trace() {
        return new CurrentTrace(Tracer.NOOP);
    }

    private interface Deed<T> {
        T of(int number);
    }

    /** One statement at a time, as under the lock; an event once. */
    private static final class StoredNotices extends Notices {
        final Set<String> events = new HashSet<>();
        final CountDownLatch isHeldUp = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        String poison = "";
        String slow = "";
        volatile boolean isAway;
        volatile boolean isBroken;

        StoredNotices() {
            super(JdbcClient.create(new DriverManagerDataSource()), Clock.systemUTC(), trace());
        }

        @Override
        List<String> add(List<Pushed> pushed) {
            if (pushed.stream().anyMatch(one -> one.notice().eventId().equals(slow))) {
                isHeldUp.countDown();
                awaitRelease();
            }
            return addNow(pushed);
        }

        private void awaitRelease() {
            try {
                released.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        private synchronized List<String> addNow(List<Pushed> pushed) {
            if (isBroken) {
                throw new LinkageError("broken");
            }
            if (isAway) {
                throw new DataAccessResourceFailureException("away");
            }
            if (pushed.stream().anyMatch(one -> one.notice().eventId().equals(poison))) {
                throw new DataIntegrityViolationException("poison");
            }
            return pushed.stream()
                    .map(one -> one.notice().eventId())
                    .filter(events::add)
                    .toList();
        }
    }
}
