package com.parkhold.benchmarks.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** gate-control-service as it is shipped, on a port of its own, with its local files in the benchmark's directory. */
final class GateProcess implements AutoCloseable {

    private final Path jar;
    private final Path directory;
    private final Surroundings surroundings;
    private final int port;
    private final HttpClient http;
    private Process process;

    GateProcess(Path directory, Surroundings surroundings, HttpClient http) throws IOException, InterruptedException {
        this.directory = directory;
        this.surroundings = surroundings;
        this.http = http;
        jar = Programs.unpackedGate(directory);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        process = launch();
        Programs.await(Duration.ofSeconds(90), "the gate", this::isReady);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Ends it as a power cut does. */
    void kill() throws InterruptedException {
        Programs.kill(process);
    }

    void restart() throws IOException {
        process = launch();
    }

    boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process launch() throws IOException {
        Files.createDirectories(directory);
        return Programs.start(
                directory.resolve("gate.log"),
                Map.of(),
                List.of(
                        "@" + jar.resolveSibling("jvm.options"),
                        "-Xmx512m",
                        "-Djava.net.preferIPv4Stack=true",
                        "-jar",
                        jar.toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.datasource.url=" + surroundings.jdbcUrl(),
                        "--spring.datasource.username=postgres",
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + surroundings.redisPort(),
                        "--spring.kafka.bootstrap-servers=" + surroundings.kafkaAddress(),
                        "--parkhold.gate.data-dir=" + directory.resolve("files"),
                        "--parkhold.gate.camera-secret=benchmark",
                        "--parkhold.gate.camera-url=",
                        "--parkhold.gate.inventory-url="
                                + surroundings.neighbours().url(),
                        "--parkhold.gate.session-url="
                                + surroundings.neighbours().url(),
                        "--PARKHOLD_ISSUER_URI=" + surroundings.neighbours().url(),
                        "--PARKHOLD_CLIENT_ID=gate",
                        "--PARKHOLD_CLIENT_SECRET=gate"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
