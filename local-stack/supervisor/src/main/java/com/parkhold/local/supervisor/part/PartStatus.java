package com.parkhold.local.supervisor.part;

/**
 * A part as {@code ./park status} shows it.
 *
 * @param detail why it is not healthy, or why it last ended; empty where there is nothing to say
 * @param pid 0 where no process runs
 * @param uptimeSeconds of the process
 * @param residentBytes 0 where unknown
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
    public boolean isHealthy() {
        return state == PartState.HEALTHY;
    }
}
