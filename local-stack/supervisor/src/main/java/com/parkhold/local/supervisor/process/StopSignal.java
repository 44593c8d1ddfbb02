package com.parkhold.local.supervisor.process;

/** How a process is asked to end. */
public enum StopSignal {
    TERMINATE("TERM"),
    /** PostgreSQL's fast shutdown: TERM would wait for every client to leave by itself. */
    INTERRUPT("INT");

    private final String name;

    StopSignal(String name) {
        this.name = name;
    }

    String shellName() {
        return name;
    }
}
