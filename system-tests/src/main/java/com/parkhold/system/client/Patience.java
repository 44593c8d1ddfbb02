package com.parkhold.system.client;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until what must happen has happened, as any client of an eventually consistent system does. */
public final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Patience() {}

    /**
     * Looks until what is seen is good.
     *
     * @param expected what good means, in words
     * @throws Surprise with what was seen last, if it is not good in time
     */
    public static <T> T until(String expected, Duration atMost, Supplier<T> look, Predicate<T> good) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T seen = look.get();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new Surprise(expected + " within " + atMost.toSeconds() + " s", seen);
            }
            pause(PAUSE);
        }
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
