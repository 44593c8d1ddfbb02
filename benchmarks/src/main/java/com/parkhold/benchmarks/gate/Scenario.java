package com.parkhold.benchmarks.gate;

import com.parkhold.benchmarks.gate.Surroundings.Part;
import java.util.EnumSet;
import java.util.Set;

/** What is away while cars arrive, and how fast they do. */
enum Scenario {
    HEALTHY("healthy", EnumSet.noneOf(Part.class), false, 100),
    TEN_TIMES("ten-times", EnumSet.noneOf(Part.class), true, Double.POSITIVE_INFINITY),
    NO_SERVICES("no-services", EnumSet.of(Part.SERVICES), false, 200),
    NO_REDIS("no-redis", EnumSet.of(Part.REDIS), false, 200),
    NO_KAFKA("no-kafka", EnumSet.of(Part.KAFKA), false, 200),
    NO_POSTGRES("no-postgres", EnumSet.of(Part.POSTGRES), false, 200),
    NOTHING("nothing", EnumSet.allOf(Part.class), false, 200);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Part> away;

    private final boolean tenTimes;
    private final double p99Target;

    Scenario(String label, Set<Part> away, boolean tenTimes, double p99Target) {
        this.label = label;
        this.away = Set.copyOf(away);
        this.tenTimes = tenTimes;
        this.p99Target = p99Target;
    }

    String label() {
        return label;
    }

    Set<Part> away() {
        return away;
    }

    boolean tenTimes() {
        return tenTimes;
    }

    /** In milliseconds; infinite where none is set. */
    double p99Target() {
        return p99Target;
    }
}
