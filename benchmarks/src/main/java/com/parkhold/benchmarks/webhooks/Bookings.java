package com.parkhold.benchmarks.webhooks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The payments of a run in the service's own database: open checkouts that wait for their webhook. */
final class Bookings {

    private final String jdbcUrl;

    Bookings(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Opens as many checkouts, {@code cs_0} and so on, as the service itself would have left them. */
    void open(String run, int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement insert = connection.prepareStatement("""
                    insert into payment (reservation_id, lot_id, user_id, description, amount_minor, currency,
                      hold_expires_at, status, instruction, checkout_asked_at, checkout_expires_at, checkout_id,
                      checkout_url, created_at, updated_at, checked_at)
                    select 'r-' || ? || n, 'lot-' || n % 50, 'alice', 'Parking', 1850, 'USD',
                      now() + interval '1 hour', 'CHECKOUT_OPEN', 'COLLECT', now(), now() + interval '1 hour',
                      'cs_' || ? || n, 'https://pay', now(), now(), now() + interval '1 hour'
                    from generate_series(0, ? - 1) n
                    """)) {
            insert.setString(1, run);
            insert.setString(2, run);
            insert.setInt(3, count);
            insert.executeUpdate();
            try (Statement tidying = connection.createStatement()) {
                // What making them leaves to the server to do is not the service's.
                tidying.execute("vacuum analyze payment");
            }
        }
    }

    /** Those whose authorisation is stated in the outbox. */
    long confirmed(String run) throws SQLException {
        return count(
                "select count(*) from outbox where type = 'PaymentAuthorized' and aggregate_id like 'r-" + run + "%'");
    }

    /** Webhooks that are stored. */
    long stored() throws SQLException {
        return count("select count(*) from provider_notice");
    }

    /** Those that were authorised more than once, or not at all although their webhook was stored. */
    long wrong(String run, long expected) throws SQLException {
        return Math.abs(expected
                - count("select count(distinct aggregate_id) from outbox where type = 'PaymentAuthorized'"
                        + " and aggregate_id like 'r-" + run + "%'"));
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
