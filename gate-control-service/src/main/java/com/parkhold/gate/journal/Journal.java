package com.parkhold.gate.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What happened here while the database was not there to be told, in order, on the local disk.
 *
 * <p>An entry is on the disk ({@code synchronous=FULL}) when {@link #append} returns. Writing the same key again changes
 * nothing. Entries stay until {@link #forgetOlderThan}; they are reconciled once, or parked where the database can
 * never take them, so that they hold up nobody.
 */
public final class Journal implements AutoCloseable {

    private static final String SCHEMA = """
        create table if not exists entry (
          sequence integer primary key autoincrement,
          kind text not null,
          key text not null,
          subject text not null,
          body text not null,
          at integer not null,
          reconciled integer not null default 0,
          unique (kind, key)
        );
        create index if not exists entry_pending on entry (sequence) where reconciled = 0;
        create index if not exists entry_told on entry (at) where reconciled = 1;
        create index if not exists entry_parked on entry (sequence) where reconciled = 2;\
        """;

    static final String PENDING = """
        select sequence, kind, key, subject, body, trace from entry
        where reconciled = 0 and sequence > ? order by sequence limit ?\
        """;

    /** The plus keeps it off the index by kind, in which the whole week is. */
    static final String PENDING_MOVES = """
        select sequence, kind, key, subject, body, trace from entry
        where reconciled = 0 and sequence > ? and +kind in ('RULING', 'MOVEMENT') order by sequence limit ?\
        """;

    static final String UNPARK = "update entry set reconciled = 0 where reconciled = 2";

    static final String FORGET = """
        delete from entry where sequence in (
          select sequence from entry where reconciled = 1 and at < ? order by at limit ?)\
        """;

    private static final int TOLD = 1;
    private static final int PARKED = 2;

    /** Few enough that a decision which waits for the disk does not notice. */
    private static final int FORGOTTEN_AT_ONCE = 100;

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final LocalFile file;
    private final Supplier<Optional<String>> trace;

    /** @param trace the traceparent of the running work, if it has one */
    public Journal(Path directory, Supplier<Optional<String>> trace) {
        file = new LocalFile(directory.resolve("journal.db"), "FULL", SCHEMA);
        file.addColumn("entry", "trace", "text");
        this.trace = trace;
    }

    /**
     * Writes an entry, durably.
     *
     * @return false if that key was written before
     * @throws JournalBrokenException if the disk does not keep it
     */
    public boolean append(JournalEntry.Kind kind, String key, String subject, String body, long atMillis) {
        return file.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert or ignore into entry (kind, key, subject, body, at, trace) values (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, kind.name());
                insert.setString(2, key);
                insert.setString(3, subject);
                insert.setString(4, body);
                insert.setLong(5, atMillis);
                insert.setString(6, trace.get().orElse(null));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /**
     * Writes other words under a key, durably, unless the database was told the first ones.
     *
     * @throws JournalBrokenException if the disk does not keep them
     */
    public void replacePending(JournalEntry.Kind kind, String key, String body) {
        file.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update entry set body = ? where kind = ? and key = ? and reconciled = 0")) {
                update.setString(1, body);
                update.setString(2, kind.name());
                update.setString(3, key);
                return update.executeUpdate();
            }
        });
    }

    /** The body under a key, reconciled or not. */
    public Optional<String> find(JournalEntry.Kind kind, String key) {
        return file.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select body from entry where kind = ? and key = ?")) {
                select.setString(1, kind.name());
                select.setString(2, key);
                ResultSet result = select.executeQuery();
                return result.next() ? Optional.of(result.getString(1)) : Optional.<String>empty();
            }
        });
    }

    /** The bodies of all entries of a kind, in order, reconciled or not. */
    public List<String> bodies(JournalEntry.Kind kind) {
        return file.transaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select body from entry where kind = ? order by sequence")) {
                select.setString(1, kind.name());
                ResultSet result = select.executeQuery();
                List<String> bodies = new ArrayList<>();
                while (result.next()) {
                    bodies.add(result.getString(1));
                }
                return bodies;
            }
        });
    }

    /** The oldest entries that the database has not been told yet. */
    public List<JournalEntry> pending(int most) {
        return file.transaction(connection -> read(connection, PENDING, 0, most));
    }

    /** The oldest of them after a sequence that may have moved passes: rulings and movements. */
    public List<JournalEntry> pendingMoves(long after, int most) {
        return file.transaction(connection -> read(connection, PENDING_MOVES, after, most));
    }

    /** Marks entries as known to the database. */
    public void reconciled(List<JournalEntry> entries) {
        mark(entries, TOLD);
    }

    /** Puts an entry aside that the database can never take. It stays, and is tried again after the next start. */
    public void park(JournalEntry entry) {
        mark(List.of(entry), PARKED);
    }

    /** Takes up again what was put aside; returns how many entries. */
    public int unpark() {
        return file.transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(UNPARK)) {
                return update.executeUpdate();
            }
        });
    }

    private void mark(List<JournalEntry> entries, int as) {
        file.transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update entry set reconciled = ? where sequence = ?")) {
                for (JournalEntry entry : entries) {
                    update.setInt(1, as);
                    update.setLong(2, entry.sequence());
                    update.addBatch();
                }
                return update.executeBatch().length;
            }
        });
    }

    /**
     * Forgets entries that the database has known for long, a few at a time, with pauses in which others come to the disk;
     * returns how many.
     */
    public int forgetOlderThan(long atMillis) {
        int some = forgetSome(atMillis);
        int forgotten = some;
        while (some == FORGOTTEN_AT_ONCE) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            some = forgetSome(atMillis);
            forgotten += some;
        }
        return forgotten;
    }

    private int forgetSome(long atMillis) {
        return file.transaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                delete.setLong(1, atMillis);
                delete.setInt(2, FORGOTTEN_AT_ONCE);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        file.close();
    }

    private static List<JournalEntry> read(Connection connection, String which, long after, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(which)) {
            select.setLong(1, after);
            select.setInt(2, most);
            ResultSet result = select.executeQuery();
            List<JournalEntry> entries = new ArrayList<>();
            while (result.next()) {
                entries.add(new JournalEntry(
                        result.getLong(1),
                        JournalEntry.Kind.named(result.getString(2)),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6)));
            }
            return entries;
        }
    }
}
