package com.parkhold.gateway.limit.redis;

import com.parkhold.gateway.limit.Rate;
import com.parkhold.gateway.limit.RateLimiter;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Token buckets that all gateways share. The script decides inside Redis, by Redis' own clock, so that two gateways
 * cannot spend the same token.
 */
public class RedisRateLimiter implements RateLimiter {

    private static final RedisScript<Long> TAKE =
            RedisScript.of(new ClassPathResource("limits/take-token.lua"), Long.class);

    private final ReactiveStringRedisTemplate redis;

    /** Uses {@code redis} as it is configured. */
    public RedisRateLimiter(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Connecting, and only that, blocks its thread: so it must not be one that serves requests. */
    @Override
    public Mono<Duration> take(String key, Rate rate) {
        List<String> arguments = List.of(Integer.toString(rate.perSecond()), Integer.toString(rate.burst()));
        return Mono.defer(() ->
                        redis.execute(TAKE, List.of("limit:" + key), arguments).next())
                .subscribeOn(Schedulers.boundedElastic())
                .map(Duration::ofMillis);
    }
}
