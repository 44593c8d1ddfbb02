package com.parkhold.local.supervisor.postgres;

import com.parkhold.local.supervisor.Progress;
import com.parkhold.local.supervisor.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL on the loopback address. {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on:
 * a {@code kill -9} loses no commit.
 */
public final class PostgresServer {
    static final String SUPERUSER = "postgres";

    private final Path runtime;
    private final Path data;
    private final int port;

    public PostgresServer(Path runtime, Path data, int port) {
        this.runtime = runtime;
        this.data = data;
        this.port = port;
    }

    /** Unpacks the programs and creates the cluster where that has not been done. */
    public Launch prepare(Progress progress) throws IOException, InterruptedException {
        Path home = PostgresBinaries.unpack(runtime);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            progress.say("postgres: creating its cluster");
            initialise(home);
        }
        LockFile.clear(data);
        List<String> command = new ArrayList<>(privilegeDrop());
        command.addAll(List.of(home.resolve("bin/postgres").toString(), "-D", data.toString()));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(command, Map.of(), data);
    }

    private Map<String, String> settings() {
        return new java.util.TreeMap<>(Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "300"),
                Map.entry("shared_buffers", "256MB"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("recovery_init_sync_method", Files.exists(Path.of("/proc/self")) ? "syncfs" : "fsync"),
                Map.entry("wal_level", "logical"),
                Map.entry("max_wal_size", "2GB"),
                Map.entry("max_wal_senders", "16"),
                Map.entry("max_replication_slots", "16"),
                Map.entry("max_slot_wal_keep_size", "4GB"),
                Map.entry("wal_sender_timeout", "30s"),
                Map.entry("idle_in_transaction_session_timeout", "60s"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_line_prefix", "%m [%p] %q%u@%d ")));
    }

    private void initialise(Path home) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(data.resolveSibling(""));
        Path fresh = data.resolveSibling(data.getFileName() + ".fresh");
        deleteTree(fresh);
        Path password = Files.createTempFile(directory, "password", "");
        Path log = data.resolveSibling("initdb.log");
        try {
            Files.writeString(password, Databases.PASSWORD + "\n");
            List<String> command = new ArrayList<>(privilegeDrop());
            command.addAll(List.of(
                    home.resolve("bin/initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--data-checksums"));
            int code = new Launch(command, Map.of(), directory)
                    .toBuilder()
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IOException("initdb ended with code " + code + ", see " + log);
            }
        } finally {
            Files.delete(password);
        }
        Files.move(fresh, data);
    }

    /** PostgreSQL refuses to run as root; inside a user namespace of its own it is somebody else. */
    private static List<String> privilegeDrop() throws IOException {
        boolean linux = Files.exists(Path.of("/proc/self"));
        boolean root = linux && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        return root ? List.of("unshare", "--user") : List.of();
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
