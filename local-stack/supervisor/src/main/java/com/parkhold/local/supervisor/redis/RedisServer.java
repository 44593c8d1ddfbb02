package com.parkhold.local.supervisor.redis;

import com.parkhold.local.supervisor.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on the loopback address; what it acknowledged survives a restart but for its last second. */
public final class RedisServer {
    private final Path runtime;
    private final Path data;
    private final int port;

    public RedisServer(Path runtime, Path data, int port) {
        this.runtime = runtime;
        this.data = data;
        this.port = port;
    }

    /** Unpacks the program where that has not been done. */
    public Launch prepare() throws IOException {
        Files.createDirectories(data);
        List<String> command = List.of(
                program().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--maxmemory",
                "256mb",
                "--maxmemory-policy",
                "noeviction",
                "--daemonize",
                "no");
        return new Launch(command, Map.of(), data);
    }

    private Path program() throws IOException {
        Path home = Files.createDirectories(runtime.resolve("redis"));
        Path program = home.resolve("redis-server");
        if (!Files.exists(program)) {
            Path unpacked = ExecutableProvider.newJarResourceProvider(
                            Files.createTempDirectory(home, ".unpacking-").toFile())
                    .get()
                    .toPath();
            Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }
}
