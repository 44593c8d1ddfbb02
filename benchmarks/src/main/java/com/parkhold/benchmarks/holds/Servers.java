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
import org.springframework.util.FileSystemUtils;
import redis.embedded.RedisServer;

/** A PostgreSQL that loses nothing and a Redis, for one run. */
final class Servers implements AutoCloseable {

    static final String USER = "postgres";

    private EmbeddedPostgres postgres;
    private final Path data;
    private final int postgresPort;
    private final RedisServer redis;
    private final int redisPort;

    private Servers(Path data, int postgresPort, EmbeddedPostgres postgres, RedisServer redis, int redisPort) {
        this.data = data;
        this.postgresPort = postgresPort;
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /** @param directory for the database; it is emptied of it when the servers are closed */
    static Servers start(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path data = Files.createTempDirectory(directory, "postgres-");
        int postgresPort = freePort();
        EmbeddedPostgres postgres = postgres(data, postgresPort);
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return new Servers(data, postgresPort, postgres, redis, port);
    }

    private static EmbeddedPostgres postgres(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("wal_level", "logical")
                .setServerConfig("max_connections", "300")
                .start();
    }

    /** {@code kill -9} of the postmaster, whose children follow it, and a start from what it left on the disk. */
    void killPostgres() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        postgres.close();
        postgres = postgres(data, postgresPort);
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
        try {
            redis.stop();
            postgres.close();
        } catch (IOException left) {
            throw new IllegalStateException("A server could not be stopped", left);
        }
        FileSystemUtils.deleteRecursively(data.toFile());
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
