package com.parkhold.gate.pass;

import com.parkhold.gate.plate.Plate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Passes to rows and back. */
final class PassRows {

    static final String COLUMNS = """
            reservation_id, lot_id, state, plate, spot_class, starts_at, ends_at, entry_early_ms, exit_grace_ms, terms,
            spot_id, spot_floor, session_id, entry_event_id, entry_gate_id, entry_level, entered_at, last_event_id,
            last_gate_id, version, updated_at, revoked""";

    private PassRows() {}

    static Pass read(ResultSet row, int rowNumber) throws SQLException {
        String floor = row.getString("spot_floor");
        String spotId = row.getString("spot_id");
        return new Pass(
                row.getString("reservation_id"),
                row.getString("lot_id"),
                new Plate(row.getString("plate")),
                row.getString("spot_class"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                Duration.ofMillis(row.getLong("entry_early_ms")),
                Duration.ofMillis(row.getLong("exit_grace_ms")),
                row.getString("terms"),
                PassState.valueOf(row.getString("state")),
                spotId == null && floor == null ? null : new Spot(spotId, floor),
                stay(row),
                row.getString("last_event_id"),
                row.getString("last_gate_id"),
                row.getLong("version"),
                row.getTimestamp("updated_at").toInstant(),
                row.getString("revoked"));
    }

    /** Binds everything that a movement can change. */
    static StatementSpec bindChange(StatementSpec statement, Pass pass) {
        Stay stay = pass.stay();
        Spot spot = pass.spot();
        return statement
                .param("id", pass.reservationId())
                .param("state", pass.state().name())
                .param("spot", spot == null ? null : spot.spotId())
                .param("floor", spot == null ? null : spot.floor())
                .param("session", stay == null ? null : stay.sessionId())
                .param("entryEvent", stay == null ? null : stay.entryEventId())
                .param("entryGate", stay == null ? null : stay.entryGateId())
                .param("entryLevel", stay == null ? null : stay.entryLevel().name())
                .param("entered", stay == null ? null : timestamp(stay.enteredAt()))
                .param("lastEvent", pass.lastEventId())
                .param("lastGate", pass.lastGateId())
                .param("version", pass.version())
                .param("updated", timestamp(pass.updatedAt()))
                .param("revoked", pass.revoked());
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    private static @Nullable Stay stay(ResultSet row) throws SQLException {
        String session = row.getString("session_id");
        return session == null
                ? null
                : new Stay(
                        session,
                        row.getString("entry_event_id"),
                        row.getString("entry_gate_id"),
                        Level.valueOf(row.getString("entry_level")),
                        row.getTimestamp("entered_at").toInstant());
    }
}
