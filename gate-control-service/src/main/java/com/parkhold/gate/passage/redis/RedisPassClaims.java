package com.parkhold.gate.passage.redis;

import com.parkhold.gate.pass.PassClaims;
import com.parkhold.gate.passage.services.PromptCalls;
import com.parkhold.gate.settings.GateSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * One key per pass with the gate event that claimed it, set and compared by one script: atomic across instances. What
 * Redis could not be told of the end of a claim it is told each second until it answers.
 */
@Component
class RedisPassClaims implements PassClaims, AutoCloseable {

    /** Longer than a decision takes, and than its instance takes to start again and decide it again. */
    private static final Duration UNTIL_KEPT = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(2);

    /** Beyond that, claims end by themselves, or where the database is asked. */
    private static final int MOST_OWED = 10_000;

    private static final RedisScript<Long> CLAIM = new DefaultRedisScript<>("""
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            if not holder then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
            return 1""", Long.class);

    private static final RedisScript<Long> KEEP = new DefaultRedisScript<>("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return 0""", Long.class);

    private static final RedisScript<Long> RELEASE = new DefaultRedisScript<>("""
            if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
            return 0""", Long.class);

    private final StringRedisTemplate redis;
    private final PromptCalls calls;

    /** By pass: of an earlier event nothing matters any more once a later one is known. */
    private final Map<String, Owed> owed = new ConcurrentHashMap<>();

    RedisPassClaims(StringRedisTemplate redis, GateSettings settings) {
        this.redis = redis;
        calls = new PromptCalls("redis", settings.budgets().claim());
    }

    @Override
    public Claimed claim(String reservationId, String eventId) {
        Owed before = owed.get(reservationId);
        if (before != null) {
            settle(before);
        }
        return run(CLAIM, reservationId, eventId, UNTIL_KEPT)
                .map(granted -> granted == 1 ? Claimed.GRANTED : Claimed.HELD_BY_ANOTHER)
                .orElse(Claimed.NOBODY_ANSWERS);
    }

    @Override
    public void keep(String reservationId, String eventId) {
        calls.execute(() -> tell(new Owed(reservationId, eventId, true)));
    }

    @Override
    public void release(String reservationId, String eventId) {
        tell(new Owed(reservationId, eventId, false));
    }

    @Override
    public Optional<String> holder(String reservationId) {
        return calls.ask(() -> Optional.ofNullable(redis.opsForValue().get(key(reservationId))));
    }

    private void tell(Owed end) {
        if (!isTold(end) && owed.size() < MOST_OWED) {
            owed.merge(end.reservationId(), end, Owed::unlessReleased);
        }
    }

    private boolean settle(Owed end) {
        boolean told = isTold(end);
        if (told) {
            owed.remove(end.reservationId(), end);
        }
        return told;
    }

    /** What nobody could be told. */
    @Scheduled(fixedDelay = 1_000)
    void settleOwed() {
        for (Owed end : List.copyOf(owed.values())) {
            if (!settle(end)) {
                return;
            }
        }
    }

    private boolean isTold(Owed end) {
        return run(end.kept() ? KEEP : RELEASE, end.reservationId(), end.eventId(), KEPT)
                .isPresent();
    }

    private Optional<Long> run(RedisScript<Long> script, String reservationId, String eventId, Duration lasting) {
        return calls.ask(() -> Optional.ofNullable(
                redis.execute(script, List.of(key(reservationId)), eventId, Long.toString(lasting.toMillis()))));
    }

    private static String key(String reservationId) {
        return "parkhold:gate:pass:" + reservationId;
    }

    @Override
    public void close() {
        calls.close();
    }

    /**
     * What becomes of the claim of an event.
     *
     * @param kept for long; else it is given back
     */
    private record Owed(String reservationId, String eventId, boolean kept) {
        /** An event that was given back keeps nothing, whichever is told first. */
        private static Owed unlessReleased(Owed before, Owed next) {
            boolean releasedBefore = before.eventId.equals(next.eventId) && !before.kept;
            return releasedBefore ? before : next;
        }
    }
}
