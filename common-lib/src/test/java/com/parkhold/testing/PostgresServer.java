package com.parkhold.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL 18 for the whole test JVM, with the durability of production switched on. */
public final class PostgresServer {

    private static final Database ADMIN = DockerEngine.answers() ? startContainer() : startEmbedded();

    private PostgresServer() {}

    /**
     * A database and the role that owns it.
     *
     * @param user also the password
     */
    public record Database(String jdbcUrl, String user, String password) {
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(jdbcUrl, user, password);
        }
    }

    static Database create(String name) {
        try (Connection connection = ADMIN.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(name, name));
            statement.execute("create database %s owner %s".formatted(name, name));
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot make database " + name, failure);
        }
        return new Database(ADMIN.jdbcUrl().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name), name, name);
    }

    /** A database by the role that may do everything there. */
    static Database asAdmin(Database database) {
        return new Database(database.jdbcUrl(), ADMIN.user(), ADMIN.password());
    }

    private static Database startContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.setCommand("postgres", "-c", "wal_level=logical", "-c", "max_connections=300");
        container.start();
        return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Database startEmbedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("max_connections", "300")
                    .start();
            return new Database(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
