package com.parkhold.gate.passage.redis;

import com.parkhold.gate.pass.ClaimStore;
import com.parkhold.gate.passage.services.PromptCalls;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/** One key per pass with the event that has claimed it, set and compared by one script: atomic across instances. */
@Component
class RedisClaims implements ClaimStore, AutoCloseable {

    private static final RedisScript<Long> CLAIM = script("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            if not holder then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            elseif redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 1""");

    private static final RedisScript<Long> KEEP = script("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1""");

    private static final RedisScript<Long> PROLONG = script("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 0""");

    private static final RedisScript<Long> RELEASE = script("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0""");

    private final StringRedisTemplate redis;
    private final PromptCalls calls;

    RedisClaims(StringRedisTemplate redis, GateSettings settings) {
        this.redis = redis;
        calls = new PromptCalls("redis", settings.budgets().claim());
    }

    @Override
    public Optional<Boolean> claim(String reservationId, String eventId, Duration lasting) {
        return run(CLAIM, reservationId, eventId, lasting);
    }

    @Override
    public Optional<Boolean> keep(String reservationId, String eventId, Duration lasting) {
        return run(KEEP, reservationId, eventId, lasting);
    }

    @Override
    public Optional<Boolean> prolong(String reservationId, String eventId, Duration lasting) {
        return run(PROLONG, reservationId, eventId, lasting);
    }

    @Override
    public Optional<Boolean> release(String reservationId, String eventId) {
        return run(RELEASE, reservationId, eventId, Duration.ZERO);
    }

    @Override
    public Optional<String> holder(String reservationId) {
        return calls.ask(() -> Optional.ofNullable(redis.opsForValue().get(key(reservationId))));
    }

    private Optional<Boolean> run(RedisScript<Long> script, String reservationId, String eventId, Duration lasting) {
        return calls.ask(() -> Optional.ofNullable(
                        redis.execute(script, List.of(key(reservationId)), eventId, Long.toString(lasting.toMillis()))))
                .map(answer -> answer == 1);
    }

    private static RedisScript<Long> script(String text) {
        return new DefaultRedisScript<>(text, Long.class);
    }

    private static String key(String reservationId) {
        return "parkhold:gate:pass:" + reservationId;
    }

    @Override
    public void close() {
        calls.close();
    }
}
