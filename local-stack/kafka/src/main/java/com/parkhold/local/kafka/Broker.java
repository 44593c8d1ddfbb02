package com.parkhold.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the broker until the process is told to end.
 *
 * <p>With the argument {@code rehearse} it starts on free ports in a temporary directory, makes the topics and ends:
 * that is the training run for the JVM's ahead-of-time cache.
 */
public final class Broker {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    /** Any fixed id serves: the cluster never meets another one. */
    private static final String CLUSTER_ID = "cGFya2hvbGQtbG9jYWwtMQ";

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private Broker(BrokerSettings settings) {
        this.settings = settings;
        this.server = new KafkaRaftServer(KafkaConfig.fromProps(settings.toProperties(), false), Time.SYSTEM);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && "rehearse".equals(arguments[0])) {
            rehearse();
            return;
        }
        Broker broker = started(BrokerSettings.from(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
        broker.server.awaitShutdown();
    }

    private static Broker started(BrokerSettings settings)
            throws IOException, ExecutionException, InterruptedException {
        Files.createDirectories(settings.directory());
        Files.deleteIfExists(settings.readyMarker());
        format(settings);
        Broker broker = new Broker(settings);
        broker.server.startup();
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
            Topics.createMissing(admin);
        }
        Files.createFile(settings.readyMarker());
        LOG.info("broker ready on {}", settings.bootstrapServers());
        return broker;
    }

    /** Formatting is skipped by the tool where the directory is formatted already. */
    private static void format(BrokerSettings settings) throws IOException {
        Path file = settings.directory().resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.toProperties().store(out, null);
        }
        try (var report = new java.io.PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            String[] command = {"format", "-t", CLUSTER_ID, "-c", file.toString(), "--ignore-formatted"};
            int code = StorageTool.execute(command, report);
            if (code != 0) {
                throw new IllegalStateException("formatting " + settings.directory() + " failed with code " + code);
            }
        }
    }

    private void stop() {
        try {
            Files.deleteIfExists(settings.readyMarker());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.shutdown();
        }
    }

    private static void rehearse() throws IOException, ExecutionException, InterruptedException {
        Path directory = Files.createTempDirectory("parkhold-kafka-rehearsal");
        try {
            started(new BrokerSettings(freePort(), freePort(), directory)).stop();
        } finally {
            deleteTree(directory);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
