package com.parkhold.local.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mails on disk. {@link #add} returns after the mail is synced, so that the SMTP answer {@code 250} is a promise
 * that holds over a {@code kill -9}. Safe for many threads; one at a time gets in.
 */
final class Mails implements AutoCloseable {
    private static final String SCHEMA = """
            create table if not exists mail (id integer primary key autoincrement, received_at integer not null,
              sender text not null, recipients text not null, subject text not null, body text not null,
              headers text not null)
            """;
    private static final String FIND = """
            select * from (select * from mail where received_at >= ? and (? = '' or recipients like ? escape '\\')
              order by id desc limit ?) order by id
            """;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Recipients(@JsonProperty("to") List<String> to) {}

    private record Headers(@JsonProperty("headers") Map<String, String> headers) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;

    Mails(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute(SCHEMA);
        }
    }

    void add(String from, List<String> to, String subject, String text, Instant at, Map<String, String> headers)
            throws SQLException {
        lock.lock();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into mail (received_at, sender, recipients, subject, body, headers) values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, at.toEpochMilli());
            insert.setString(2, from);
            insert.setString(3, JSON.writeValueAsString(new Recipients(to)));
            insert.setString(4, subject);
            insert.setString(5, text);
            insert.setString(6, JSON.writeValueAsString(new Headers(headers)));
            insert.executeUpdate();
        } finally {
            lock.unlock();
        }
    }

    /** The newest mails that fit, oldest of them first. */
    List<Mail> find(@Nullable String to, Instant since, int limit) throws SQLException {
        String address = to == null ? "" : to.toLowerCase(Locale.ROOT);
        String literal = address.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        lock.lock();
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setLong(1, since.toEpochMilli());
            query.setString(2, address);
            query.setString(3, "%\"" + literal + "\"%");
            query.setInt(4, limit);
            return read(query);
        } finally {
            lock.unlock();
        }
    }

    Optional<Mail> find(long id) throws SQLException {
        lock.lock();
        try (PreparedStatement query = connection.prepareStatement("select * from mail where id = ?")) {
            query.setLong(1, id);
            return read(query).stream().findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** @return how many there were */
    int clear() throws SQLException {
        lock.lock();
        try (PreparedStatement delete = connection.prepareStatement("delete from mail")) {
            return delete.executeUpdate();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }

    private static List<Mail> read(PreparedStatement query) throws SQLException {
        var mails = new ArrayList<Mail>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                mails.add(new Mail(
                        row.getLong("id"),
                        row.getString("sender"),
                        JSON.readValue(row.getString("recipients"), Recipients.class)
                                .to(),
                        row.getString("subject"),
                        row.getString("body"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        JSON.readValue(row.getString("headers"), Headers.class).headers()));
            }
        }
        return mails;
    }
}
