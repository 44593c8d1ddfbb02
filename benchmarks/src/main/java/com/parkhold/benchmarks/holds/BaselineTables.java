package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.holds.Strategy.Recount;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the baselines need: a row for each lot, slot and hold, as small as they can be, and a connection a client. */
final class BaselineTables implements AutoCloseable {

    private final HikariDataSource pool;

    BaselineTables(String jdbcUrl, int clients) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(clients);
        config.setAutoCommit(false);
        pool = new HikariDataSource(config);
    }

    Connection connect() throws SQLException {
        return pool.getConnection();
    }

    void prepare(Setting setting) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists lot, slot_counter, hold");
            statement.execute("create table lot (lot_id text primary key, capacity int not null)");
            statement.execute("""
                create table slot_counter (lot_id text, slot int, used int not null, capacity int not null,
                  primary key (lot_id, slot), check (used <= capacity)) with (fillfactor = 50)\
                """);
            statement.execute("""
                create table hold (lot_id text, reservation_id text, from_slot int not null, until_slot int not null,
                  primary key (lot_id, reservation_id))\
                """);
            statement.execute("insert into lot select '%s-' || n, %d from generate_series(0, %d) n"
                    .formatted(setting.name(), setting.capacity(), setting.lots() - 1));
            statement.execute("insert into slot_counter select lot_id, slot, 0, capacity from lot,"
                    + " generate_series(0, %d) slot".formatted(Stay.SLOTS_A_DAY - 1));
            connection.commit();
        }
    }

    /** For strategies that look for overlapping holds. */
    void indexWindows() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create index on hold (lot_id, from_slot, until_slot)");
            connection.commit();
        }
    }

    Recount recount(Setting setting) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement("""
                    select (select count(*) from hold), coalesce(sum(greatest(taken - ?, 0)), 0)
                    from (select lot_id, slot, count(*) as taken
                          from hold, generate_series(from_slot, until_slot - 1) slot group by lot_id, slot) cells\
                    """)) {
            statement.setInt(1, setting.capacity());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Recount(row.getLong(1), row.getLong(2), 0);
            }
        }
    }

    /** How many holds touch a stay's window: never less than the most at any one time. */
    static int overlapping(Connection connection, Stay stay) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select count(*) from hold where lot_id = ? and from_slot < ? and until_slot > ?")) {
            statement.setString(1, stay.lotId());
            statement.setInt(2, stay.until());
            statement.setInt(3, stay.from());
            return number(statement);
        }
    }

    static void insert(Connection connection, Stay stay) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into hold values (?, ?, ?, ?)")) {
            statement.setString(1, stay.lotId());
            statement.setString(2, stay.reservationId());
            statement.setInt(3, stay.from());
            statement.setInt(4, stay.until());
            statement.executeUpdate();
        }
    }

    /** The first column of the only row. */
    static int number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
