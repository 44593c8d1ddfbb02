package com.parkhold.common.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts listeners again that stopped though nobody wanted it: one that was fenced (another process has this instance's
 * name), or refused by the broker, would otherwise hear nothing any more while its service looks well. The pauses grow
 * while it goes on, so that two processes of one name do not take each other's place all the time.
 *
 * <p>Reported as {@code parkhold.inbox.listener.stops} (by listener and reason), as {@code
 * parkhold.inbox.listeners.unsteady}, and as health {@code DEGRADED}, which is no reason to take a service out of work:
 * readiness does not look at it.
 */
public class StoppedListeners implements HealthIndicator, AutoCloseable {

    /** Of a service that works, and does not hear everything. */
    public static final String DEGRADED = "DEGRADED";

    private static final Logger log = LoggerFactory.getLogger(StoppedListeners.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** One that has run for so long is well again. */
    private static final Duration STEADY = Duration.ofMinutes(2);

    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("listener restarts").factory());
    private final MeterRegistry meters;
    private final Clock clock;

    StoppedListeners(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        Gauge.builder("parkhold.inbox.listeners.unsteady", this, StoppedListeners::unsteady)
                .register(meters);
    }

    /** How many listeners do not listen, or only began again to. */
    long unsteady() {
        Instant now = clock.instant();
        return troubles.values().stream()
                .filter(trouble -> !trouble.isOver(now))
                .count();
    }

    @Override
    public Health health() {
        Instant now = clock.instant();
        Health.Builder health = new Health.Builder().status(unsteady() == 0 ? "UP" : DEGRADED);
        troubles.forEach((listener, trouble) -> {
            if (!trouble.isOver(now)) {
                health.withDetail(listener, trouble.reason());
            }
        });
        return health.build();
    }

    @EventListener
    void stopped(ConsumerStoppedEvent event) {
        if (event.getReason() == ConsumerStoppedEvent.Reason.NORMAL) {
            return;
        }
        MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
        String listener = Objects.requireNonNullElse(container.getListenerId(), "unnamed");
        String reason = event.getReason().name();
        meters.counter("parkhold.inbox.listener.stops", "listener", listener, "reason", reason)
                .increment();
        Instant now = clock.instant();
        Trouble trouble = Objects.requireNonNull(
                troubles.compute(listener, (_, before) -> Trouble.following(before, reason, now)));
        log.error(
                "Listener {} stopped ({}); it is started again in {}. FENCED: another process has this instance's name",
                listener,
                reason,
                trouble.pause());
        later(() -> startAgain(listener, container), trouble.pause());
    }

    private void later(Runnable action, Duration pause) {
        try {
            var _ = restarts.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            log.debug("Nothing is started again: the service stops");
        }
    }

    /** Before anything stops: what is started while the service ends would take its successor's place. */
    @EventListener
    void ending(ContextClosedEvent closed) {
        close();
    }

    private void startAgain(String listener, MessageListenerContainer container) {
        try {
            container.stop();
            if (restarts.isShutdown()) {
                return;
            }
            container.start();
            troubles.computeIfPresent(listener, (_, trouble) -> trouble.startedAgain(clock.instant()));
            log.info("Listener {} is started again", listener);
        } catch (RuntimeException refused) {
            log.error("Listener {} cannot be started again yet", listener, refused);
            later(() -> startAgain(listener, container), LONGEST_PAUSE);
        }
    }

    @Override
    public void close() {
        restarts.shutdownNow();
    }

    /**
     * What became of a listener.
     *
     * @param startedAgain since when it listens again; empty while it does not
     */
    private record Trouble(String reason, Duration pause, Optional<Instant> startedAgain) {

        static Trouble following(@Nullable Trouble before, String reason, Instant now) {
            Duration pause = before == null || before.isOver(now)
                    ? FIRST_PAUSE
                    : before.pause().multipliedBy(2);
            return new Trouble(reason, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, Optional.empty());
        }

        Trouble startedAgain(Instant now) {
            return new Trouble(reason, pause, Optional.of(now));
        }

        boolean isOver(Instant now) {
            return startedAgain
                    .filter(since -> since.plus(STEADY).isBefore(now))
                    .isPresent();
        }
    }
}
