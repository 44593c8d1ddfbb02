package com.parkhold.gate.passage;

import com.parkhold.gate.settings.GateSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Calls the database with patience for so long and no longer. A call that is not waited for goes on by itself and must
 * be harmless then. After two such calls nobody waits for the database any more: it is asked in the background until it
 * answers in time again.
 */
@Component
class DatabaseCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCalls.class);

    private static final Duration UNTIL_PROBED = Duration.ofDays(365);

    private final AtomicBoolean probing = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration budget;
    private final JdbcClient jdbc;
    private final Tracer tracer;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "gate-database",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(2)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(UNTIL_PROBED)
                    .build());

    DatabaseCalls(GateSettings settings, JdbcClient jdbc, Tracer tracer) {
        this.jdbc = jdbc;
        this.tracer = tracer;
        budget = settings.budgets().database();
    }

    /** The answer, if it comes in time. */
    <T> Optional<T> withinBudget(Callable<T> call) {
        return within(budget, call);
    }

    /** The answer, if it comes in time. */
    <T> Optional<T> within(Duration patience, Callable<T> call) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long started = System.nanoTime();
        Future<T> answer = threads.submit(inThisTrace(call));
        try {
            Optional<T> result = Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return result;
        } catch (TimeoutException slow) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, slow);
            log.warn("The database did not answer within {}", patience);
        } catch (ExecutionException failed) {
            failed(failed.getCause() == null ? failed : failed.getCause(), System.nanoTime() - started);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            breaker.releasePermission();
        }
        return Optional.empty();
    }

    /** No car pays for finding out whether the database is back. */
    @Scheduled(fixedRate = 100)
    void probe() {
        if (breaker.getState() != CircuitBreaker.State.OPEN || !probing.compareAndSet(false, true)) {
            return;
        }
        try {
            long started = System.nanoTime();
            jdbc.sql("select 1").query(Integer.class).single();
            if (System.nanoTime() - started < budget.toNanos()) {
                breaker.transitionToClosedState();
                log.info("The database answers again");
            }
        } catch (DataAccessException away) {
            log.debug("The database is still away: {}", away.getMessage());
        } finally {
            probing.set(false);
        }
    }

    private <T> Callable<T> inThisTrace(Callable<T> call) {
        Span span = tracer.currentSpan();
        return () -> {
            try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
                return call.call();
            }
        };
    }

    private void failed(Throwable cause, long nanos) {
        if (cause instanceof NotDecidedException) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, cause);
            log.warn("The database failed: {}", cause.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
