package com.parkhold.local.supervisor.postgres;

import com.parkhold.local.supervisor.process.HealthCheck;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * One database and one owning role for each service, and the relay's role.
 *
 * <p>The password is the same everywhere and no secret: the server listens on the loopback address only.
 */
public final class Databases {
    public static final String PASSWORD = "local";
    public static final String RELAY_ROLE = "relay";

    /** Databases whose services write an outbox. */
    public static final List<String> WITH_OUTBOX = List.of("reservation", "inventory", "payment", "gate", "session");

    /** Every service's database; its owner has the same name. */
    public static final List<String> ALL =
            List.of("reservation", "inventory", "payment", "gate", "session", "noshow", "notification");

    /**
     * The relay may read the outbox and no other table. The table is made later, by the service's own migration: the
     * trigger grants the right in the same transaction, in the name of the table's owner.
     */
    private static final String GRANT_OUTBOX = """
            CREATE SCHEMA IF NOT EXISTS relay_access;
            GRANT USAGE ON SCHEMA relay_access TO PUBLIC;
            CREATE OR REPLACE FUNCTION relay_access.grant_outbox() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() AS command
                           WHERE command.object_identity = 'public.outbox' AND command.object_type = 'table') THEN
                    GRANT SELECT ON public.outbox TO relay;
                END IF;
            END $$;
            DROP EVENT TRIGGER IF EXISTS grant_outbox;
            CREATE EVENT TRIGGER grant_outbox ON ddl_command_end WHEN TAG IN ('CREATE TABLE')
                EXECUTE FUNCTION relay_access.grant_outbox();
            """;

    private final int port;

    public Databases(int port) {
        this.port = port;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Healthy when a query is answered: a server that still recovers accepts connections already. */
    public HealthCheck health() {
        return () -> {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("SELECT 1")) {
                return answer.next();
            } catch (SQLException e) {
                return false;
            }
        };
    }

    /** Creates what is missing; changes nothing that is there. */
    public void createMissing() throws IOException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            createRole(statement, RELAY_ROLE, "REPLICATION");
            for (String database : ALL) {
                createRole(statement, database, "");
                if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + database + "'")) {
                    statement.execute("CREATE DATABASE " + database + " OWNER " + database);
                    statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
                }
            }
            for (String database : WITH_OUTBOX) {
                statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + RELAY_ROLE);
                grantOutbox(database);
            }
        } catch (SQLException e) {
            throw new IOException("creating databases: " + e.getMessage(), e);
        }
    }

    private void grantOutbox(String database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT FROM pg_event_trigger WHERE evtname = 'grant_outbox'")) {
                statement.execute(GRANT_OUTBOX);
            }
        }
    }

    private static void createRole(Statement statement, String role, String attributes) throws SQLException {
        if (!exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + role + "'")) {
            statement.execute("CREATE ROLE " + role + " LOGIN " + attributes + " PASSWORD '" + PASSWORD + "'");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresServer.SUPERUSER);
        properties.setProperty("password", PASSWORD);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }
}
