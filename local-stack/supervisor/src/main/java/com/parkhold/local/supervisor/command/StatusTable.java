package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.part.PartStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The parts as a table for people. */
final class StatusTable {
    private static final long MEBIBYTE = 1024L * 1024;

    private StatusTable() {}

    static String of(List<PartStatus> parts) {
        StringBuilder table = new StringBuilder(row("PART", "STATE", "PID", "RESTARTS", "UPTIME", "PORT", "RSS", ""));
        for (PartStatus part : parts) {
            table.append(row(
                    part.name(),
                    part.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    part.pid() == 0 ? "-" : Long.toString(part.pid()),
                    Integer.toString(part.restarts()),
                    part.pid() == 0 ? "-" : uptime(part.uptimeSeconds()),
                    Integer.toString(part.port()),
                    part.residentBytes() == 0 ? "-" : part.residentBytes() / MEBIBYTE + " MB",
                    part.detail()));
        }
        return table.toString();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-22s %-12s %8s %8s %9s %6s %8s  %s%n", cells)
                .replaceAll(" +(\\R)$", "$1");
    }

    static String uptime(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toHours() > 0
                ? duration.toHours() + "h" + duration.toMinutesPart() + "m"
                : duration.toMinutes() > 0
                        ? duration.toMinutes() + "m" + duration.toSecondsPart() + "s"
                        : seconds + "s";
    }
}
