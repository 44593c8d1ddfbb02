package com.parkhold.benchmarks.holds;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import redis.embedded.RedisServer;

/** A PostgreSQL that loses nothing and a Redis, for one run. */
final class Servers implements AutoCloseable {

    static final String USER = "postgres";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort;

    private Servers(EmbeddedPostgres postgres, RedisServer redis, int redisPort) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** @param directory for the database; it is emptied of it when the servers are closed */
    static Servers start(Path directory) throws IOException {
        Files.createDirectories(directory);
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(directory, "postgres-"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_connections", "300")
                .start();
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return new Servers(postgres, redis, port);
    }

    /** Makes a database and answers its address. */
    String database(String name) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return postgres.getJdbcUrl(USER, name);
    }

    int redisPort() {
        return redisPort;
    }

    /** Writes out what earlier runs left, so that each begins alike. */
    void settle() throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    /** The server's own words on its version and durability. */
    String description() throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select format('PostgreSQL %s, fsync %s, synchronous_commit %s, full_page_writes %s',
                      current_setting('server_version'), current_setting('fsync'),
                      current_setting('synchronous_commit'), current_setting('full_page_writes'))\
                    """)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        try (postgres) {
            redis.stop();
        } catch (IOException left) {
            throw new IllegalStateException("A server could not be stopped", left);
        }
    }

    private Connection admin() throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl(USER, USER));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
