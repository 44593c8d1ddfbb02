package com.parkhold.local.stripe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Everything Stripe knows, in one SQLite file.
 *
 * <p>Transactions run one after another. When {@link #write} returns, its changes are on the disk, not only in the
 * system's cache ({@code synchronous=FULL}): an answer may be given. If the work throws, nothing of it has happened.
 */
final class ObjectStore implements AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock();
    private final Connection connection;
    private final Clock clock;

    ObjectStore(Path directory, Clock clock) {
        this.clock = clock;
        try {
            Files.createDirectories(directory);
            connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("stripe.sqlite"));
            try (Statement statement = connection.createStatement()) {
                for (String line : SCHEMA.split(";", -1)) {
                    statement.execute(line);
                }
            }
            connection.setAutoCommit(false);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("cannot open the store in " + directory, e);
        }
    }

    /** Runs the work for a request of the API, whose identity its events will carry. */
    <T> T write(RequestIdentity request, Function<Transaction, T> work) {
        turn.lock();
        try {
            T result = work.apply(new Transaction(connection, clock, request));
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            rollback();
            turn.unlock();
        }
    }

    /** Runs work that nobody asked for by API: a clock, a delivery, a person on the hosted page. */
    <T> T write(Function<Transaction, T> work) {
        return write(RequestIdentity.NONE, work);
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            turn.unlock();
        }
    }

    private static final String SCHEMA = """
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=FULL;
            CREATE TABLE IF NOT EXISTS objects (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
              created INTEGER NOT NULL, status TEXT, ends INTEGER, customer TEXT, payment_intent TEXT, charge TEXT,
              body TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, sequence);
            CREATE INDEX IF NOT EXISTS objects_ends ON objects (status, ends) WHERE ends IS NOT NULL;
            CREATE INDEX IF NOT EXISTS objects_customer ON objects (customer, kind) WHERE customer IS NOT NULL;
            CREATE INDEX IF NOT EXISTS objects_intent ON objects (payment_intent, kind)
              WHERE payment_intent IS NOT NULL;
            CREATE INDEX IF NOT EXISTS objects_charge ON objects (charge, kind) WHERE charge IS NOT NULL;
            CREATE TABLE IF NOT EXISTS idempotency_keys (
              name TEXT PRIMARY KEY, path TEXT NOT NULL, parameters TEXT NOT NULL, created INTEGER NOT NULL,
              request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS deliveries (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, state TEXT NOT NULL,
              created INTEGER NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, last TEXT);
            CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
            CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event);
            CREATE TABLE IF NOT EXISTS switches (name TEXT PRIMARY KEY, setting TEXT NOT NULL)""";
}
