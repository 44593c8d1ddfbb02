package com.parkhold.payment.notice;

import com.parkhold.common.observability.CurrentTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Stores what is pushed at the same time in one commit: all that have come while the last commit was under way. Nobody is
 * answered before their notice is committed. A few connections serve any number of webhooks.
 *
 * <p>Platform threads do it, one unless its commit is slow: a virtual one it stood in line behind those it had just answered, and behind the
 * workers, after each of its statements.
 */
@Component
class StoringNotices implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StoringNotices.class);

    private static final int BATCH = 200;
    private static final int THREADS = 4;
    private static final Duration HELD_UP = Duration.ofMillis(6);

    private final Notices notices;
    private final CurrentTrace trace;
    private final ApplicationEventPublisher publisher;
    private final Queue<Pushed> pushed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile long lastBegan = System.nanoTime();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("storing-notices-", 1).daemon().factory());

    StoringNotices(Notices notices, CurrentTrace trace, ApplicationEventPublisher publisher) {
        this.notices = notices;
        this.trace = trace;
        this.publisher = publisher;
    }

    /**
     * Answers, once it is committed, whether a notice is the first of its event.
     *
     * @throws DataAccessException if it could not be stored
     */
    boolean store(ProviderNotice notice) {
        Pushed mine = new Pushed(notice, trace.traceparent(), new CompletableFuture<>());
        pushed.add(mine);
        callThread();
        while (true) {
            try {
                return mine.stored.get(HELD_UP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException heldUp) {
                callThread();
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof DataAccessException refused
                        ? refused
                        : new CompletionException(failure.getCause());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new CompletionException(stopping);
            }
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }

    /** Calls a first thread, and another where those at work are held up: else all that come wait for one slow commit. */
    private void callThread() {
        long now = System.nanoTime();
        boolean heldUp = now - lastBegan > HELD_UP.toNanos();
        int before = atWork.getAndUpdate(running -> isWanted(running, heldUp) ? running + 1 : running);
        if (isWanted(before, heldUp)) {
            lastBegan = now;
            threads.execute(this::storeAll);
        }
    }

    private static boolean isWanted(int running, boolean heldUp) {
        return running == 0 || (running < THREADS && heldUp);
    }

    private void storeAll() {
        while (!pushed.isEmpty()) {
            lastBegan = System.nanoTime();
            storeSome();
        }
        atWork.decrementAndGet();
        // Somebody may have come who still saw this one at work.
        if (!pushed.isEmpty()) {
            callThread();
        }
    }

    private void storeSome() {
        List<Pushed> some = new ArrayList<>();
        for (Pushed next = pushed.poll(); next != null; next = some.size() < BATCH ? pushed.poll() : null) {
            some.add(next);
        }
        if (some.isEmpty()) {
            return;
        }
        try {
            storeTogetherOrAlone(some);
        } catch (RuntimeException | Error failure) {
            // Nobody is left waiting: where the database is away, all are told at once and sent again.
            log.warn("{} notices could not be stored: {}", some.size(), failure.toString());
            some.forEach(one -> one.stored.completeExceptionally(failure));
        }
    }

    private void storeTogetherOrAlone(List<Pushed> some) {
        try {
            storeTogether(some);
        } catch (DataIntegrityViolationException failure) {
            log.warn("{} notices could not be stored together: {}", some.size(), failure.getMessage());
            some.forEach(this::storeAlone);
        }
    }

    private void storeAlone(Pushed one) {
        try {
            storeTogether(List.of(one));
        } catch (RuntimeException failure) {
            one.stored.completeExceptionally(failure);
        }
    }

    private void storeTogether(List<Pushed> some) {
        Set<String> first = new HashSet<>(notices.add(some));
        if (!first.isEmpty()) {
            publisher.publishEvent(new ReceivingNotices.Arrived());
        }
        some.forEach(one -> one.stored.complete(first.remove(one.notice.eventId())));
    }

    /** A notice whose sender waits. */
    record Pushed(ProviderNotice notice, Optional<String> traceparent, CompletableFuture<Boolean> stored) {}
}
