package com.parkhold.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What a figure has to reach. Only a run of the usual length or longer is held to it: shorter ones say whether something
 * works, and little of how fast.
 *
 * @param least whether {@code bound} is the least that will do, else the most
 */
public record Target(String figure, double bound, boolean least) {

    public static Target atLeast(String figure, double bound) {
        return new Target(figure, bound, true);
    }

    public static Target atMost(String figure, double bound) {
        return new Target(figure, bound, false);
    }

    /** What is missed, as faults; nothing where the run was shorter than usual or did not measure it. */
    public static List<String> missed(List<Target> targets, List<Figure> figures, Duration measured) {
        if (measured.compareTo(Arguments.USUAL) < 0) {
            return List.of();
        }
        return targets.stream()
                .flatMap(target -> figures.stream()
                        .filter(figure -> figure.name().equals(target.figure()) && !target.isReachedBy(figure.value()))
                        .map(figure -> "%s is %.2f, and %.2f is the %s that will do"
                                .formatted(
                                        target.figure(),
                                        figure.value(),
                                        target.bound(),
                                        target.least() ? "least" : "most")))
                .toList();
    }

    private boolean isReachedBy(double value) {
        return least ? value >= bound : value <= bound;
    }
}
