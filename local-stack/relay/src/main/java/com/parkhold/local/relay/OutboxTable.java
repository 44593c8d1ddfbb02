package com.parkhold.local.relay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether a service's migrations have made what the connector needs: the table, readable, and its publication. */
final class OutboxTable {
    private static final String IS_READY = """
            SELECT EXISTS (SELECT FROM pg_publication_tables
                           WHERE pubname = 'outbox_publication' AND schemaname = 'public' AND tablename = 'outbox')
               AND has_table_privilege('public.outbox', 'SELECT')
            """;

    private final RelaySettings settings;
    private final String database;

    OutboxTable(RelaySettings settings, String database) {
        this.settings = settings;
        this.database = database;
    }

    /** False where it cannot be asked, too: the caller asks again. */
    boolean isReady() {
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(database), settings.user(), settings.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(IS_READY)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
