package com.parkhold.gate.passage.redis;

import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.passage.services.PromptCalls;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** One key per pass with the gate event that claimed it, set and compared by one script: atomic across instances. */
@Component
class RedisPassClaims implements PassClaims, AutoCloseable {

    private static final Duration KEPT = Duration.ofDays(2);

    private static final RedisScript<Long> CLAIM = new DefaultRedisScript<>("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1""", Long.class);

    private static final RedisScript<Long> RELEASE = new DefaultRedisScript<>("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0""", Long.class);

    private final StringRedisTemplate redis;
    private final PromptCalls calls;

    RedisPassClaims(StringRedisTemplate redis, GateSettings settings) {
        this.redis = redis;
        calls = new PromptCalls("redis", settings.budgets().claim());
    }

    @Override
    public Claimed claim(String reservationId, String eventId) {
        return calls.ask(() -> Optional.ofNullable(
                        redis.execute(CLAIM, List.of(key(reservationId)), eventId, Long.toString(KEPT.toMillis()))))
                .map(granted -> granted == 1 ? Claimed.GRANTED : Claimed.HELD_BY_ANOTHER)
                .orElse(Claimed.NOBODY_ANSWERS);
    }

    @Override
    public void release(String reservationId, String eventId) {
        calls.ask(() -> Optional.ofNullable(redis.execute(RELEASE, List.of(key(reservationId)), eventId)));
    }

    private static String key(String reservationId) {
        return "parkhold:gate:pass:" + reservationId;
    }

    @Override
    public void close() {
        calls.close();
    }
}
