package com.parkhold.local.supervisor.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process as it is remembered on disk, so that it can be found again after the supervisor was killed.
 *
 * @param pid its id
 * @param startedAt when it started: an id alone may have been given to another process since
 * @param fingerprint of the launch that it came from
 */
public record ProcessRecord(long pid, Instant startedAt, String fingerprint) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Empty where there is no record, or none that can be read. */
    public static Optional<ProcessRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ProcessRecord.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, JSON.writeValueAsBytes(this));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
