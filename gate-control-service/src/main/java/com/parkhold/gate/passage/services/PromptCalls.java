package com.parkhold.gate.passage.services;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls with a hard deadline and a breaker: whatever hangs behind (the other side, the token, a socket), the caller goes on. */
public final class PromptCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PromptCalls.class);

    private final String name;
    private final Duration budget;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CircuitBreaker breaker;

    public PromptCalls(String name, Duration budget) {
        this.name = name;
        this.budget = budget;
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(6)
                        .minimumNumberOfCalls(3)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** The answer; empty if it says so itself, fails, does not come in time, or once this is closed. */
    public <T> Optional<T> ask(Callable<Optional<T>> call) {
        if (!breaker.tryAcquirePermission()) {
            return Optional.empty();
        }
        long started = System.nanoTime();
        try {
            return answered(threads.submit(call), started);
        } catch (RejectedExecutionException stopping) {
            breaker.releasePermission();
            return Optional.empty();
        }
    }

    private <T> Optional<T> answered(Future<Optional<T>> answer, long started) {
        try {
            Optional<T> result = answer.get(budget.toMillis(), TimeUnit.MILLISECONDS);
            breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
            return result;
        } catch (TimeoutException | ExecutionException failure) {
            breaker.onError(System.nanoTime() - started, TimeUnit.NANOSECONDS, failure);
            log.warn("{} does not answer within {}: {}", name, budget, failure.toString());
            answer.cancel(true);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            breaker.releasePermission();
        }
        return Optional.empty();
    }

    /** The same, without waiting for it; it ends within the budget all the same. */
    public <T> CompletableFuture<Optional<T>> begin(Callable<Optional<T>> call) {
        return CompletableFuture.supplyAsync(() -> ask(call), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
