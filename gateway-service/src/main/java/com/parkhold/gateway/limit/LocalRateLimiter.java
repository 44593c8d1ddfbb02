package com.parkhold.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts in this process only: what stands in while the shared count is away. It never fails and never waits. */
public class LocalRateLimiter implements RateLimiter {

    private static final int MOST_BUCKETS = 50_000;
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);

    private record Name(String key, Rate rate) {}

    private final Cache<Name, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(FORGET_AFTER)
            .build();

    @Override
    public Mono<Duration> take(String key, Rate rate) {
        return Mono.fromSupplier(() -> {
            Bucket bucket = buckets.get(new Name(key, rate), name -> bucket(name.rate()));
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
        });
    }

    private static Bucket bucket(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
