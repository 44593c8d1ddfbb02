package com.parkhold.gate.passage;

import com.parkhold.gate.settings.GateSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Calls the database with patience for so long and no longer. A call that is not waited for goes on by itself and must
 * be harmless then. After a few such calls the database is left alone for a moment, so that nobody waits for it.
 */
@Component
class DatabaseCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseCalls.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration budget;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "gate-database",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(2)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofMillis(500))
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .build());

    DatabaseCalls(GateSettings settings) {
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
        Future<T> answer = threads.submit(call);
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
