package com.parkhold.local.supervisor.postgres;

import com.parkhold.local.supervisor.process.Zombies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code postmaster.pid} of a server that was killed.
 *
 * <p>PostgreSQL clears it away by itself, unless its process id is still taken by the zombie of that very server. Then, and
 * only when no process works in the data directory any more, it is removed here.
 */
final class LockFile {
    private LockFile() {}

    static void clear(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file) && Zombies.isOne(serverOf(file)) && !anyoneWorksIn(data)) {
            Files.delete(file);
        }
    }

    private static long serverOf(Path file) throws IOException {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (NumberFormatException | java.util.NoSuchElementException e) {
            return 0;
        }
    }

    private static boolean anyoneWorksIn(Path data) {
        return ProcessHandle.allProcesses().anyMatch(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                        .equals(data);
            } catch (IOException e) {
                return false;
            }
        });
    }
}
