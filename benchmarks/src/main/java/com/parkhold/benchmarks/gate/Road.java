package com.parkhold.benchmarks.gate;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What happens later, on time whatever the gate does. */
final class Road implements AutoCloseable {

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    void after(long nanos, Runnable what) {
        var _ = threads.schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
