package com.parkhold.gateway.limit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The shared count while it answers in time, and the local one while it does not: a limit that is away neither lets
 * everything through nor slows anything down. After a few silences the shared count is not asked for a second.
 */
public class GuardedRateLimiter implements RateLimiter {

    private final RateLimiter shared;
    private final RateLimiter local;
    private final Duration patience;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "shared-limits",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(10)
                    .minimumNumberOfCalls(3)
                    .failureRateThreshold(50)
                    .waitDurationInOpenState(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());
    private final Counter decidedLocally;

    /** Asks {@code shared} for at most {@code patience}. */
    public GuardedRateLimiter(RateLimiter shared, RateLimiter local, Duration patience, MeterRegistry meters) {
        this.shared = shared;
        this.local = local;
        this.patience = patience;
        this.decidedLocally = Counter.builder("parkhold.gateway.limits.local")
                .description("Limits decided in this process because the shared count was away")
                .register(meters);
    }

    @Override
    public Mono<Duration> take(String key, Rate rate) {
        return shared.take(key, rate)
                .timeout(patience)
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorResume(failure -> {
                    decidedLocally.increment();
                    return local.take(key, rate);
                });
    }
}
