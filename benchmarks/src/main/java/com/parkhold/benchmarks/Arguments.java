package com.parkhold.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** What the command line asks for. */
sealed interface Arguments {

    Duration USUAL = Duration.ofSeconds(5);
    double MOST_SECONDS = 600;
    String HTTP = "--http";

    /** What a benchmark is called that measures the same through the service's HTTP. */
    String OVER_HTTP = "-http";

    /**
     * These, in this order.
     *
     * @param cases the only ones to measure; empty for all
     */
    record Measure(List<String> names, Duration measured, List<String> cases) implements Arguments {}

    /** @param why one line for whoever typed it */
    record Wrong(String why) implements Arguments {}

    /** @param known every benchmark there is; no name means all of them */
    static Arguments parse(List<String> words, Collection<String> known) {
        List<String> names = new ArrayList<>();
        Duration measured = USUAL;
        List<String> cases = new ArrayList<>();
        boolean http = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (word.equals("--seconds") || word.equals("--minutes")) {
                int unit = word.equals("--minutes") ? 60 : 1;
                double seconds = rest.hasNext() ? unit * number(rest.next()) : 0;
                if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
                    return new Wrong(word + " needs a number above 0 and at most " + (int) MOST_SECONDS / unit);
                }
                measured = Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
            } else if (word.equals(HTTP)) {
                http = true;
            } else if (word.equals("--case")) {
                if (!rest.hasNext()) {
                    return new Wrong("--case needs the name of a case");
                }
                cases.add(rest.next());
            } else if (word.startsWith("-")) {
                return new Wrong(
                        "there is no option " + word + "; there are --http, --case NAME, --seconds N and --minutes N");
            } else if (!known.contains(word)) {
                return new Wrong("there is no benchmark " + word + "; there are: " + String.join(" ", known));
            } else if (!names.contains(word)) {
                names.add(word);
            }
        }
        if (http) {
            names.replaceAll(name -> known.contains(name + OVER_HTTP) ? name + OVER_HTTP : name);
        }
        return new Measure(names.isEmpty() ? List.copyOf(known) : names, measured, cases);
    }

    private static double number(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }
}
