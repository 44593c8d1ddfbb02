package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dead processes that nobody has reaped: an orphan of a killed supervisor stays one where process 1 does not care. */
public final class Zombies {
    private Zombies() {}

    /** False where the system does not tell. */
    public static boolean isOne(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }
}
