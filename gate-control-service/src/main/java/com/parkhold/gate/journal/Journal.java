package com.parkhold.gate.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        create index if not exists entry_pending on entry (sequence) where reconciled = 0;\
        """;

    private static final int TOLD = 1;
    private static final int PARKED = 2;

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
        return file.transaction(connection -> read(connection, most));
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
            try (PreparedStatement update =
                    connection.prepareStatement("update entry set reconciled = 0 where reconciled = ?")) {
                update.setInt(1, PARKED);
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

    /** Forgets entries that the database has known for long; returns how many. */
    public int forgetOlderThan(long atMillis) {
        return file.transaction(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from entry where reconciled = 1 and at < ?")) {
                delete.setLong(1, atMillis);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        file.close();
    }

    private static List<JournalEntry> read(Connection connection, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select sequence, kind, key, subject, body, trace from entry
            where reconciled = 0 order by sequence limit ?\
            """)) {
            select.setInt(1, most);
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
