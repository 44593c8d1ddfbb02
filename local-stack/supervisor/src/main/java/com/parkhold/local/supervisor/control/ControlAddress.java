package com.parkhold.local.supervisor.control;

import com.parkhold.local.supervisor.ParkDirectory;
import com.parkhold.local.supervisor.process.ProcessRecord;
import com.parkhold.local.supervisor.process.RunningProcess;
import com.parkhold.local.supervisor.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a command finds the daemon: kept in a file that only its owner may read.
 *
 * @param port of its control on the loopback address
 * @param token that every request carries
 * @param portBase of the stack that it runs
 * @param version of the supervisor's own program
 */
public record ControlAddress(int port, String token, int portBase, String version, long pid, Instant startedAt) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The running daemon's address; empty where none runs. */
    public static Optional<ControlAddress> ofRunning(ParkDirectory directory) {
        return read(directory).filter(address -> address.process().isPresent());
    }

    /** The daemon's process, as long as it lives. */
    public Optional<RunningProcess> process() {
        return RunningProcess.adopt(new ProcessRecord(pid, startedAt, version));
    }

    void write(ParkDirectory directory) throws IOException {
        Files.createDirectories(directory.run());
        Secrets.write(directory.control(), JSON.writeValueAsString(this));
    }

    private static Optional<ControlAddress> read(ParkDirectory directory) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(directory.control()), ControlAddress.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
