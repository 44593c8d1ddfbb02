package com.parkhold.system.demo;

import java.util.Locale;
import java.util.function.Supplier;

/** Tells the acts, step by step, each with its time and its proof. */
public final class Narration {

    private final long begin = System.nanoTime();
    private int steps;

    /** Does a step; what it returns is the proof. */
    void step(String what, Supplier<String> act) {
        long begun = System.nanoTime();
        String proof;
        try {
            proof = act.get();
        } catch (RuntimeException surprise) {
            System.out.printf(Locale.ROOT, "%7.2f s  %s: FAILED%n", seconds(begin), what);
            throw surprise;
        }
        steps++;
        System.out.printf(
                Locale.ROOT,
                "%7.2f s  %-52s %6d ms   %s%n",
                seconds(begin),
                what,
                Math.round(seconds(begun) * 1_000),
                proof);
    }

    void act(String title) {
        System.out.printf("%n%s%n", title);
    }

    /** Ends it. */
    public void summary(String text) {
        System.out.printf(Locale.ROOT, "%n%d steps in %.1f s: %s%n", steps, seconds(begin), text);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
