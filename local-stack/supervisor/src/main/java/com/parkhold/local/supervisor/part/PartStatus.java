package com.parkhold.local.supervisor.part;

import com.parkhold.local.supervisor.process.Memory;

/**
 * A part as {@code ./park status} shows it.
 *
 * @param detail why it is not healthy, or why it last ended; empty where there is nothing to say
 * @param pid 0 where no process runs
 * @param uptimeSeconds of the process
 * @param residentBytes 0 where unknown or not {@link #measured()}: telling it walks the system's process table
 */
public record PartStatus(
        String name,
        PartState state,
        String detail,
        long pid,
        int restarts,
        long uptimeSeconds,
        int port,
        long residentBytes) {
    /** With the memory that it uses now. */
    public PartStatus measured() {
        long bytes = pid == 0 ? 0 : Memory.ofTree(pid).orElse(0);
        return new PartStatus(name, state, detail, pid, restarts, uptimeSeconds, port, bytes);
    }

    public boolean isHealthy() {
        return state == PartState.HEALTHY;
    }
}
