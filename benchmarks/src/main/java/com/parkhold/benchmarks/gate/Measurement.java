package com.parkhold.benchmarks.gate;

import com.parkhold.benchmarks.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one scenario showed.
 *
 * @param wrongAdmissions openings for cars that should have stayed where they were, or second ones on one pass
 * @param lostEvents reads, rulings, movements and statements that are in no book after all is back
 * @param leftStanding cars that should have been let through and were not
 * @param unanswered pushes that were not answered with 200
 */
record Measurement(
        Scenario scenario,
        double perSecond,
        Histogram micros,
        Map<String, Long> levels,
        long wrongAdmissions,
        long lostEvents,
        long leftStanding,
        long unanswered) {

    static final List<String> HEADINGS = List.of(
            "case",
            "levels",
            "cars/s",
            "openings",
            "p50 ms",
            "p99 ms",
            "target ms",
            "max ms",
            "wrong",
            "lost",
            "standing",
            "no 200");

    List<String> row() {
        return List.of(
                scenario.label(),
                levels.toString(),
                number(perSecond),
                Long.toString(micros.getTotalCount()),
                number(p50()),
                number(p99()),
                Double.isInfinite(scenario.p99Target()) ? "-" : number(scenario.p99Target()),
                number(micros.getMaxValue() / 1000.0),
                Long.toString(wrongAdmissions),
                Long.toString(lostEvents),
                Long.toString(leftStanding),
                Long.toString(unanswered));
    }

    List<Figure> figures() {
        String name = scenario.label();
        return List.of(
                new Figure(name + ".p50Millis", p50(), "ms"),
                new Figure(name + ".p99Millis", p99(), "ms"),
                new Figure(name + ".maxMillis", micros.getMaxValue() / 1000.0, "ms"),
                new Figure(name + ".rate", perSecond, "cars/s"),
                new Figure(name + ".openings", micros.getTotalCount(), "openings"),
                new Figure(name + ".wrongAdmissions", wrongAdmissions, "openings"),
                new Figure(name + ".lostEvents", lostEvents, "events"),
                new Figure(name + ".leftStanding", leftStanding, "cars"));
    }

    /** What must never be seen, however short the run. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        note(faults, "wrong admissions", wrongAdmissions);
        note(faults, "lost events", lostEvents);
        note(faults, "cars left standing", leftStanding);
        note(faults, "pushes without a 200", unanswered);
        if (micros.getTotalCount() == 0) {
            faults.add(scenario.label() + ": nothing opened");
        }
        return faults;
    }

    /** Whether the slowest hundredth took longer than it may. */
    List<String> delays() {
        return p99() <= scenario.p99Target()
                ? List.of()
                : List.of("%s: p99 %.1f ms, and %.0f ms is the most that it may be"
                        .formatted(scenario.label(), p99(), scenario.p99Target()));
    }

    double p50() {
        return micros.getValueAtPercentile(50) / 1000.0;
    }

    double p99() {
        return micros.getValueAtPercentile(99) / 1000.0;
    }

    private void note(List<String> faults, String what, long count) {
        if (count != 0) {
            faults.add("%s: %d %s".formatted(scenario.label(), count, what));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
