package com.parkhold.benchmarks.gate;

import com.nimbusds.jose.JOSEException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** PostgreSQL, Redis, Kafka and the neighbouring services; each can be taken away and given back. */
final class Surroundings implements AutoCloseable {

    /** What can be away. */
    enum Part {
        POSTGRES,
        REDIS,
        KAFKA,
        SERVICES
    }

    private static final String KAFKA_CLASSES = "local-stack/kafka/target/classes:local-stack/kafka/target/lib/*";

    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final long postmaster;
    private final int redisPort = freePort();
    private final int kafkaPort = freePort();
    private final int controllerPort = freePort();
    private final Neighbours neighbours;
    private RedisServer redis;
    private Process kafka;

    Surroundings(Path directory) throws IOException, InterruptedException, JOSEException {
        this.directory = directory;
        Path data = Files.createTempDirectory(directory, "postgres-");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_level", "logical")
                .start();
        postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        neighbours = new Neighbours();
        redis = startedRedis();
        kafka = startedKafka();
    }

    String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    int redisPort() {
        return redisPort;
    }

    String kafkaAddress() {
        return "127.0.0.1:" + kafkaPort;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    void take(Set<Part> parts) throws IOException, InterruptedException {
        for (Part part : parts) {
            switch (part) {
                case POSTGRES -> signalPostgres("-STOP");
                case REDIS -> redis.stop();
                case KAFKA -> Programs.kill(kafka);
                case SERVICES -> neighbours.die();
            }
        }
    }

    void giveBack(Set<Part> parts) throws IOException, InterruptedException {
        for (Part part : parts) {
            switch (part) {
                case POSTGRES -> signalPostgres("-CONT");
                case REDIS -> redis = startedRedis();
                case KAFKA -> kafka = startedKafka();
                case SERVICES -> neighbours.comeBack();
            }
        }
    }

    private void signalPostgres(String signal) throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", signal));
        Stream.concat(Stream.of(server), server.descendants())
                .forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private RedisServer startedRedis() throws IOException {
        RedisServer fresh = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        fresh.start();
        return fresh;
    }

    private Process startedKafka() throws IOException, InterruptedException {
        Path data = Files.createDirectories(directory.resolve("kafka"));
        Files.deleteIfExists(data.resolve("ready"));
        Process process = Programs.start(
                directory.resolve("kafka.log"),
                Map.of(
                        "KAFKA_PORT", Integer.toString(kafkaPort),
                        "KAFKA_CONTROLLER_PORT", Integer.toString(controllerPort),
                        "PARKHOLD_DATA_DIR", data.toString()),
                List.of(
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        KAFKA_CLASSES,
                        "com.parkhold.local.kafka.Broker"));
        Programs.await(Duration.ofSeconds(60), "Kafka", () -> Files.exists(data.resolve("ready")));
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        signalBack();
        kafka.destroyForcibly();
        neighbours.close();
        redis.stop();
        postgres.close();
    }

    private void signalBack() throws IOException {
        try {
            signalPostgres("-CONT");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
