package com.parkhold.local.stripe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The view of one unit of work on the store; valid only inside {@link ObjectStore#write}. */
final class Transaction {
    private final Connection connection;
    private final Instant now;
    private final RequestIdentity request;

    Transaction(Connection connection, Clock clock, RequestIdentity request) {
        this.connection = connection;
        this.now = clock.instant();
        this.request = request;
    }

    /** The same moment throughout the transaction. */
    Instant now() {
        return now;
    }

    RequestIdentity request() {
        return request;
    }

    /** A new object of a kind with id and creation time; it is stored only by {@link #save}. */
    ObjectNode create(String kind, String id) {
        ObjectNode object = Json.shape(kind);
        object.put("id", id);
        object.put("created", now.getEpochSecond());
        return object;
    }

    ObjectNode save(ObjectNode object) {
        String kind = object.path("object").asString();
        JsonNode ends = object.has("_ends") ? object.get("_ends") : object.path("expires_at");
        update(
                """
                INSERT INTO objects (id, kind, created, status, ends, customer, payment_intent, charge, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, ends = excluded.ends,
                  customer = excluded.customer, payment_intent = excluded.payment_intent,
                  charge = excluded.charge, body = excluded.body""",
                object.path("id").asString(),
                kind,
                Json.number(object, "created"),
                Json.text(object, "status").orElse(null),
                ends.isNumber() ? ends.asLong() : null,
                Json.text(object, "customer").orElse(null),
                Json.text(object, "payment_intent").orElse(null),
                Json.text(object, "charge").orElse(null),
                object.toString());
        return object;
    }

    Optional<ObjectNode> find(String kind, String id) {
        return objects("SELECT body FROM objects WHERE id = ? AND kind = ?", id, kind).stream()
                .findFirst();
    }

    /** The object, or Stripe's 404 that names the parameter it was asked by. */
    ObjectNode get(String kind, String id, String parameter) {
        return find(kind, id).orElseThrow(() -> ApiRefusal.noSuch(kind, id, parameter));
    }

    /** Any object by its id alone. */
    Optional<ObjectNode> find(String id) {
        return objects("SELECT body FROM objects WHERE id = ?", id).stream().findFirst();
    }

    /** Every object of a kind, oldest first. */
    List<ObjectNode> all(String kind) {
        return objects("SELECT body FROM objects WHERE kind = ? ORDER BY sequence", kind);
    }

    List<ObjectNode> objects(String query, @Nullable Object... arguments) {
        return rows(query, row -> (ObjectNode) Json.parse(row.getString(1)), arguments);
    }

    <T> List<T> rows(String query, Row<T> row, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(query, arguments);
                ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int update(String command, @Nullable Object... arguments) {
        try (PreparedStatement statement = prepare(command, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedStatement prepare(String text, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        int index = 1;
        for (@Nullable Object argument : arguments) {
            statement.setObject(index++, argument);
        }
        return statement;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
