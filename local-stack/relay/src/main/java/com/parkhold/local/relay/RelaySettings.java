package com.parkhold.local.relay;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the relay is told by its environment.
 *
 * @param databases names of the databases with an outbox, from {@code RELAY_DATABASES}, separated by commas
 * @param host PostgreSQL's host, from {@code RELAY_POSTGRES_HOST}
 * @param port PostgreSQL's port, from {@code RELAY_POSTGRES_PORT}
 * @param user a role with {@code REPLICATION} that may read the outbox, from {@code RELAY_POSTGRES_USER}
 * @param password its password, from {@code RELAY_POSTGRES_PASSWORD}
 * @param bootstrapServers Kafka, from {@code RELAY_KAFKA_BOOTSTRAP_SERVERS}
 * @param directory where the offsets lie, from {@code PARKHOLD_DATA_DIR}; losing it costs a snapshot, not an event
 * @param healthPort where {@code GET /health} answers, from {@code SERVER_PORT}
 */
public record RelaySettings(
        List<String> databases,
        String host,
        int port,
        String user,
        String password,
        String bootstrapServers,
        Path directory,
        int healthPort) {

    public RelaySettings {
        databases = List.copyOf(databases);
        if (databases.isEmpty()) {
            throw new IllegalArgumentException("RELAY_DATABASES names no database");
        }
    }

    /** Reads the variables named above; every one of them is required. */
    public static RelaySettings from(Map<String, String> environment) {
        return new RelaySettings(
                Arrays.stream(required(environment, "RELAY_DATABASES").split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                required(environment, "RELAY_POSTGRES_HOST"),
                Integer.parseInt(required(environment, "RELAY_POSTGRES_PORT")),
                required(environment, "RELAY_POSTGRES_USER"),
                required(environment, "RELAY_POSTGRES_PASSWORD"),
                required(environment, "RELAY_KAFKA_BOOTSTRAP_SERVERS"),
                Path.of(required(environment, "PARKHOLD_DATA_DIR")),
                Integer.parseInt(required(environment, "SERVER_PORT")));
    }

    /** The same with a database that nobody serves, a port of its own, and a directory that nobody else writes to. */
    RelaySettings rehearsal(Path elsewhere) {
        return new RelaySettings(databases, host, 1, user, password, bootstrapServers, elsewhere, 0);
    }

    /** The JDBC address of one of the databases. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
