package com.parkhold.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Something that can be measured by its name. */
public interface Benchmark {

    String name();

    /** The cases that can be measured alone; empty where it is all or nothing. */
    default Set<String> cases() {
        return Set.of();
    }

    /** The same with these of its cases only. */
    default Benchmark limitedTo(List<String> cases) {
        return this;
    }

    /**
     * Measures, which takes its time.
     *
     * @param measured how long each strategy is measured after its warm-up
     * @param directory for what the benchmark's servers write; on a disk that is worth measuring
     */
    Report run(Duration measured, Path directory) throws Exception;

    /**
     * What was seen.
     *
     * @param text for people
     * @param figures for machines
     * @param faults what makes the figures worthless; empty if all is well
     */
    record Report(String text, List<Figure> figures, List<String> faults) {}
}
