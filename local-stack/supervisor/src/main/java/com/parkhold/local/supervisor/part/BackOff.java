package com.parkhold.local.supervisor.part;

import java.time.Duration;

/**
 * How long to wait before the next start: {@code FIRST} after a death, twice as long after each further one, at most
 * {@code LONGEST}; a run of {@code STEADY} forgets what was before.
 */
public final class BackOff {
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final Duration STEADY = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** The pause after a run that was healthy for so long. */
    public Duration after(Duration healthyFor) {
        if (healthyFor.compareTo(STEADY) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
