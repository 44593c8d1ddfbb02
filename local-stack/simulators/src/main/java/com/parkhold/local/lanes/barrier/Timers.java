package com.parkhold.local.lanes.barrier;

import java.time.Duration;

/** Runs something later: the passing of time as springs, motors and relays see it. */
@FunctionalInterface
public interface Timers {
    /** Runs {@code action} once after {@code delay}, on a thread that must not be blocked. */
    Running after(Duration delay, Runnable action);

    /** A timer that was set. */
    @FunctionalInterface
    interface Running {
        /** Has no effect once the action has begun. */
        void cancel();
    }
}
