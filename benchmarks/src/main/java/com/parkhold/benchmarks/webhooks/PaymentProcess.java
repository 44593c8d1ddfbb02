package com.parkhold.benchmarks.webhooks;

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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * payment-service as it is shipped, in a process of its own. Only Kafka's consumers are not started, for nothing is to
 * be consumed.
 */
final class PaymentProcess implements AutoCloseable {

    static final String SECRET = "whsec_benchmark";

    /** As the image has it in the memory that compose and k8s give it. */
    private static final String HEAP = "-Xmx460m";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Process process;
    private final int port;

    private PaymentProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PaymentProcess start(Path repository, String jdbcUrl, String user, String provider, Path log)
            throws IOException, InterruptedException {
        Path jar = repository.resolve("payment-service/target/payment-service-1.0.0-SNAPSHOT-exec.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("There is no " + jar + ": ./park builds it");
        }
        Path options = repository.resolve("deploy/container/jvm/payment-service.options");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        JAVA,
                        "@" + options,
                        HEAP,
                        "-jar",
                        unpacked(jar, log.resolveSibling("payment-service")).toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.kafka.listener.auto-startup=false",
                        "--spring.kafka.admin.auto-create=false",
                        "--logging.level.root=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL",
                        jdbcUrl,
                        "SPRING_DATASOURCE_USERNAME",
                        user,
                        "STRIPE_API_BASE",
                        provider,
                        "STRIPE_API_KEY",
                        "sk_test_benchmark",
                        "STRIPE_WEBHOOK_SECRETS",
                        SECRET));
        PaymentProcess started = new PaymentProcess(builder.start(), port);
        started.awaitListening(log);
        return started;
    }

    /** The jar as the image has it: its libraries beside it, not inside. */
    private static Path unpacked(Path jar, Path directory) throws IOException, InterruptedException {
        Process extract = new ProcessBuilder(
                        JAVA,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (extract.waitFor() != 0) {
            throw new IllegalStateException("The jar could not be unpacked: " + jar);
        }
        return directory.resolve(jar.getFileName());
    }

    URI webhooks() {
        return URI.create("http://127.0.0.1:" + port + "/v1/payments/webhook");
    }

    /** Processor time that it has used. */
    Duration processorTime() {
        return Objects.requireNonNull(process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpRequest unsigned = HttpRequest.newBuilder(webhooks())
                .timeout(Duration.ofSeconds(2))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!isListening(client, unsigned)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IllegalStateException("payment-service did not start: " + Files.readString(log));
                }
                Thread.sleep(Duration.ofMillis(200));
            }
        }
    }

    /** It refuses what is not signed. */
    private static boolean isListening(HttpClient client, HttpRequest unsigned) throws InterruptedException {
        try {
            return client.send(unsigned, HttpResponse.BodyHandlers.discarding()).statusCode() == 400;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
