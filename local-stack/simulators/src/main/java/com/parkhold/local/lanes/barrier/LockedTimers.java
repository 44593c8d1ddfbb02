package com.parkhold.local.lanes.barrier;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs timed actions under a lane's lock. A timer that is cancelled under the lock never runs, even if its moment had
 * come while it waited for the lock.
 */
public record LockedTimers(Timers timers, ReentrantLock lock, Runnable afterwards) implements Timers {
    @Override
    public Running after(Duration delay, Runnable action) {
        var shot = new Shot(action);
        Running running = timers.after(delay, shot);
        return () -> {
            shot.cancelled = true;
            running.cancel();
        };
    }

    private final class Shot implements Runnable {
        private final Runnable action;
        private boolean cancelled;

        Shot(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            lock.lock();
            try {
                if (!cancelled) {
                    action.run();
                    afterwards.run();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
