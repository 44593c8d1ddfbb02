package com.parkhold.local.lanes.barrier;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves only when a test says so. */
public final class ManualTimers implements Timers {
    private record Due(long atMillis, Runnable action) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::atMillis));
    private long nowMillis;

    @Override
    public synchronized Running after(Duration delay, Runnable action) {
        var due = new Due(nowMillis + delay.toMillis(), action);
        queue.add(due);
        return () -> remove(due);
    }

    public synchronized void advance(Duration by) {
        long until = nowMillis + by.toMillis();
        for (Due next = queue.peek(); next != null && next.atMillis() <= until; next = queue.peek()) {
            queue.remove(next);
            nowMillis = next.atMillis();
            next.action().run();
        }
        nowMillis = until;
    }

    private synchronized void remove(Due due) {
        queue.remove(due);
    }
}
