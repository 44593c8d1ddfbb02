package com.parkhold.payment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Works through what is due: at once when woken, and every so often in any case, so that nothing waits for a wake that a
 * crash swallowed. Wakes that come fast are met by fewer, larger rounds. A round that fails is logged and tried again.
 */
public class WakingLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WakingLoop.class);

    private final String name;
    private final Duration pollEvery;
    private final Duration rest;
    private final BooleanSupplier round;
    private final Semaphore wakes = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /**
     * @param rest how long it stays still after a round that left nothing, whoever wakes it
     * @param round does some of what is due; answers whether there may be more
     */
    public WakingLoop(String name, Duration pollEvery, Duration rest, BooleanSupplier round) {
        this.name = name;
        this.pollEvery = pollEvery;
        this.rest = rest;
        this.round = round;
    }

    /** Lets the next round begin now. */
    public void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    @Override
    public void start() {
        Thread starting = Thread.ofVirtual().name(name).unstarted(this::run);
        thread = starting;
        starting.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            try {
                if (!worked()) {
                    Thread.sleep(rest);
                    if (wakes.tryAcquire(pollEvery.toMillis(), TimeUnit.MILLISECONDS)) {
                        wakes.drainPermits();
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private boolean worked() {
        try {
            return round.getAsBoolean();
        } catch (RuntimeException failure) {
            log.warn("{} failed and goes on", name, failure);
            return false;
        }
    }
}
