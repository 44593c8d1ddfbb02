package com.parkhold.inventory.availability.redis;

import com.parkhold.inventory.availability.AvailabilitySettings;
import com.parkhold.inventory.availability.SharedLedgerViews;
import com.parkhold.inventory.ledger.LedgerKey;
import com.parkhold.inventory.ledger.LedgerView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.stereotype.Component;

/**
 * The shared views in Redis, one key a ledger row: {@code VERSION|CAPACITY|CELLS}.
 *
 * <p>Nobody waits for a write: views go out from a short queue at an even pace, so that a burst of holds does not pay
 * for it, and what does not fit is dropped: a key ends by itself so soon that an old one misleads nobody. After a failure Redis is left alone for a second, so that a dead one costs one time-out a second.
 */
@Component
class RedisLedgerViews implements SharedLedgerViews, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisLedgerViews.class);
    private static final long LEFT_ALONE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_AT_ONCE = 16;
    private static final int PACE_MILLIS = 5;

    /** One key a call, so that it also works where keys are spread over a cluster. */
    private static final DefaultRedisScript<Long> WRITE_IF_NEWER = new DefaultRedisScript<>("""
            local held = redis.call('get', KEYS[1])
            if held and tonumber(string.match(held, '^(%d+)')) > tonumber(ARGV[2]) then
              return 0
            end
            redis.call('set', KEYS[1], ARGV[3], 'PX', ARGV[1])
            return 1""", Long.class);

    private final StringRedisTemplate redis;
    private final String keepsMillis;
    private final Counter failures;
    private final BlockingQueue<LedgerView> waiting = new ArrayBlockingQueue<>(MOST_AT_ONCE);
    private volatile long failedAtNanos = System.nanoTime() - LEFT_ALONE_NANOS;
    private volatile boolean running;

    RedisLedgerViews(StringRedisTemplate redis, AvailabilitySettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.keepsMillis = Long.toString(settings.redisKeeps().toMillis());
        this.failures = meters.counter("parkhold.availability.redis.failures");
    }

    @Override
    public Map<LedgerKey, LedgerView> find(Collection<LedgerKey> keys) {
        if (isLeftAlone()) {
            return Map.of();
        }
        try {
            List<LedgerKey> asked = List.copyOf(keys);
            List<@Nullable String> values = redis.opsForValue()
                    .multiGet(asked.stream().map(ViewText::keyOf).toList());
            Map<LedgerKey, LedgerView> found = new HashMap<>();
            for (int index = 0; values != null && index < values.size(); index++) {
                String value = values.get(index);
                if (value != null) {
                    LedgerKey key = asked.get(index);
                    ViewText.read(key, value).ifPresent(view -> found.put(key, view));
                }
            }
            return found;
        } catch (DataAccessException away) {
            leaveAlone(away);
            return Map.of();
        }
    }

    @Override
    public void tell(Collection<LedgerView> views) {
        views.forEach(waiting::offer);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("availability-redis").start(this::sendAll);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sendAll() {
        List<LedgerView> views = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (running) {
                LedgerView first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    views.add(first);
                    waiting.drainTo(views, MOST_AT_ONCE - 1);
                    send(views);
                    views.clear();
                    TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<LedgerView> views) {
        if (isLeftAlone()) {
            return;
        }
        try {
            for (LedgerView view : newestOfEach(views)) {
                redis.execute(
                        WRITE_IF_NEWER,
                        List.of(ViewText.keyOf(view.key())),
                        keepsMillis,
                        Long.toString(view.version()),
                        ViewText.write(view));
            }
        } catch (DataAccessException away) {
            leaveAlone(away);
        }
    }

    private static Collection<LedgerView> newestOfEach(List<LedgerView> views) {
        Map<LedgerKey, LedgerView> newest = new HashMap<>();
        views.forEach(view ->
                newest.merge(view.key(), view, (held, given) -> held.version() > given.version() ? held : given));
        return newest.values();
    }

    private boolean isLeftAlone() {
        return System.nanoTime() - failedAtNanos < LEFT_ALONE_NANOS;
    }

    private void leaveAlone(DataAccessException failure) {
        failedAtNanos = System.nanoTime();
        failures.increment();
        log.warn("Redis does not answer; the database does instead: {}", failure.getMessage());
    }
}
