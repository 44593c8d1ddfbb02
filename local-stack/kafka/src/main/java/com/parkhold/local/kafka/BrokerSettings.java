package com.parkhold.local.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where the broker listens and where it keeps its log.
 *
 * @param port the clients' port on the loopback address
 * @param controllerPort the controller's port on the loopback address
 * @param directory the broker's own directory; it survives restarts
 */
public record BrokerSettings(int port, int controllerPort, Path directory) {
    private static final int PARTITIONS = 6;

    /** Reads {@code KAFKA_PORT}, {@code KAFKA_CONTROLLER_PORT} and {@code PARKHOLD_DATA_DIR}. */
    public static BrokerSettings from(Map<String, String> environment) {
        return new BrokerSettings(
                Integer.parseInt(required(environment, "KAFKA_PORT")),
                Integer.parseInt(required(environment, "KAFKA_CONTROLLER_PORT")),
                Path.of(required(environment, "PARKHOLD_DATA_DIR")));
    }

    /** The address that clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Exists while the broker runs and all topics are there: what the supervisor waits for. */
    public Path readyMarker() {
        return directory.resolve("ready");
    }

    /** The broker's own configuration; sized for one machine, with every replica count at one. */
    public Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty("log.dirs", directory.resolve("log").toString());
        properties.setProperty("num.partitions", Integer.toString(PARTITIONS));
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("offsets.topic.num.partitions", "5");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.num.partitions", "5");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        return properties;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
