package com.parkhold.gate.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SQLite file with one connection, used by one thread at a time. */
final class LocalFile implements AutoCloseable {

    /** Work on the connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final Logger log = LoggerFactory.getLogger(LocalFile.class);

    private final ReentrantLock turn = new ReentrantLock();
    private final @Nullable Connection connection;

    /**
     * Opens it, or makes it. One that cannot be opened refuses all work until the next start.
     *
     * @param synchronous SQLite's own word: FULL survives a power cut, NORMAL may forget the last moments
     */
    LocalFile(Path file, String synchronous, String schema) {
        connection = open(file, synchronous, schema);
    }

    private static @Nullable Connection open(Path file, String synchronous, String schema) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Connection opened = DriverManager.getConnection("jdbc:sqlite:" + file);
            try {
                prepare(opened, synchronous, schema);
                return opened;
            } catch (SQLException broken) {
                opened.close();
                throw broken;
            }
        } catch (IOException | SQLException broken) {
            log.error("{} cannot be opened: this machine is without it until the next start", file, broken);
            return null;
        }
    }

    private static void prepare(Connection opened, String synchronous, String schema) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("pragma journal_mode=WAL");
            statement.execute("pragma synchronous=" + synchronous);
            statement.execute("pragma busy_timeout=2000");
            statement.executeUpdate(schema);
        }
        opened.setAutoCommit(false);
    }

    /** Runs in one transaction; durable when it returns, as far as the file's mode promises. */
    <T> T transaction(Work<T> work) {
        Connection open = connection;
        if (open == null) {
            throw new JournalBrokenException("The local file could not be opened");
        }
        turn.lock();
        try {
            T result = work.on(open);
            open.commit();
            return result;
        } catch (SQLException broken) {
            rollBack(open);
            throw new JournalBrokenException("The local file refuses", broken);
        } finally {
            turn.unlock();
        }
    }

    /** Adds a column that an earlier version of the file did not have, if there is a file. */
    void addColumn(String table, String column, String type) {
        if (connection == null) {
            return;
        }
        transaction(opened -> {
            try (Statement statement = opened.createStatement()) {
                ResultSet columns = statement.executeQuery("pragma table_info(" + table + ")");
                while (columns.next()) {
                    if (columns.getString("name").equals(column)) {
                        return 0;
                    }
                }
                return statement.executeUpdate("alter table " + table + " add column " + column + " " + type);
            }
        });
    }

    private static void rollBack(Connection open) {
        try {
            open.rollback();
        } catch (SQLException again) {
            throw new JournalBrokenException("The local file cannot even roll back", again);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        turn.lock();
        try {
            open.close();
        } catch (SQLException broken) {
            throw new JournalBrokenException("Cannot close the local file", broken);
        } finally {
            turn.unlock();
        }
    }
}
