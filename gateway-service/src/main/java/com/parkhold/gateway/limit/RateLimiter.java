package com.parkhold.gateway.limit;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts how often something happens. */
public interface RateLimiter {

    /**
     * Takes one from the bucket of {@code key}.
     *
     * @return zero if there was one, and otherwise how long until there is; then nothing was taken
     */
    Mono<Duration> take(String key, Rate rate);
}
