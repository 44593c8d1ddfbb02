package com.parkhold.payment.notice;

import com.parkhold.common.observability.CurrentTrace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Stores what is pushed at the same time in one commit: whoever's turn it is stores all that have come meanwhile. Nobody is
 * answered before their notice is committed. One connection serves any number of webhooks.
 */
@Component
class StoringNotices {

    private static final Logger log = LoggerFactory.getLogger(StoringNotices.class);

    private static final int BATCH = 200;

    private final Notices notices;
    private final CurrentTrace trace;
    private final ApplicationEventPublisher publisher;
    private final Queue<Pushed> pushed = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

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
        while (!mine.stored.isDone()) {
            turn.lock();
            try {
                if (!mine.stored.isDone()) {
                    storeSome();
                }
            } finally {
                turn.unlock();
            }
        }
        try {
            return mine.stored.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof DataAccessException refused ? refused : failure;
        }
    }

    private void storeSome() {
        List<Pushed> some = new ArrayList<>();
        for (Pushed next = pushed.poll(); next != null; next = some.size() < BATCH ? pushed.poll() : null) {
            some.add(next);
        }
        try {
            storeTogetherOrAlone(some);
        } catch (RuntimeException | Error failure) {
            // Nobody is left waiting: where the database is away, all are told at once and sent again.
            some.forEach(one -> one.stored.completeExceptionally(failure));
            if (failure instanceof Error error) {
                throw error;
            }
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
