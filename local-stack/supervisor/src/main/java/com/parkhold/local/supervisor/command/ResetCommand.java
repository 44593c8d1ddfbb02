package com.parkhold.local.supervisor.command;

import com.parkhold.local.supervisor.Refusal;
import com.parkhold.local.supervisor.Settings;
import com.parkhold.local.supervisor.control.ControlAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Empties the data directory; binaries and unpacked applications stay. */
final class ResetCommand {
    private final Settings settings;

    ResetCommand(Settings settings) {
        this.settings = settings;
    }

    int carryOut() throws IOException {
        boolean runs =
                ControlAddress.ofRunning(settings.directory()).isPresent() || new Orphans(settings.directory()).any();
        if (runs) {
            throw new Refusal("the stack runs: ./park down first");
        }
        Path data = settings.directory().data();
        if (Files.exists(data)) {
            try (Stream<Path> paths = Files.walk(data)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        System.out.println(data + " is empty");
        return 0;
    }
}
