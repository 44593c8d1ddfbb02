package com.parkhold.gate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that lets a test do something where code looks at the time: so a moment between two steps can be met. */
final class WatchedClock extends Clock {

    private final Clock clock;
    private final AtomicReference<Runnable> watcher = new AtomicReference<>(() -> {});

    WatchedClock(Clock clock) {
        this.clock = clock;
    }

    /** From now on, this runs at each look. */
    void atEachLook(Runnable next) {
        watcher.set(next);
    }

    /** Whether a method of a class is under way on this thread. */
    static boolean isUnderWay(String type, String method) {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("." + type)
                        && frame.getMethodName().equals(method)));
    }

    @Override
    public Instant instant() {
        watcher.get().run();
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
