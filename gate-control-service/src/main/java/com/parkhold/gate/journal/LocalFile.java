package com.parkhold.gate.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** One SQLite file with one connection, used by one thread at a time. */
final class LocalFile implements AutoCloseable {

    /** Work on the connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final ReentrantLock turn = new ReentrantLock();
    private final Connection connection;

    /** @param synchronous SQLite's own word: FULL survives a power cut, NORMAL may forget the last moments */
    LocalFile(Path file, String synchronous, String schema) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma journal_mode=WAL");
                statement.execute("pragma synchronous=" + synchronous);
                statement.execute("pragma busy_timeout=2000");
                statement.executeUpdate(schema);
            }
            connection.setAutoCommit(false);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (SQLException broken) {
            throw new JournalBrokenException("Cannot open " + file, broken);
        }
    }

    /** Runs in one transaction; durable when it returns, as far as the file's mode promises. */
    <T> T transaction(Work<T> work) {
        turn.lock();
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException broken) {
            rollBack();
            throw new JournalBrokenException("The local file refuses", broken);
        } finally {
            turn.unlock();
        }
    }

    /** Adds a column that an earlier version of the file did not have. */
    void addColumn(String table, String column, String type) {
        transaction(open -> {
            try (Statement statement = open.createStatement()) {
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

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException again) {
            throw new JournalBrokenException("The local file cannot even roll back", again);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException broken) {
            throw new JournalBrokenException("Cannot close the local file", broken);
        } finally {
            turn.unlock();
        }
    }
}
