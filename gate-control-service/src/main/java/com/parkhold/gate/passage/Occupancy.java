package com.parkhold.gate.passage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How many cars are inside: as they were counted, and as their passes say. */
@Repository
public class Occupancy {

    private final JdbcClient jdbc;
    private final Clock clock;

    Occupancy(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The lots with anything to count. */
    List<String> lots() {
        return jdbc.sql("select distinct lot_id from gate")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Takes in what was counted since, and locks the lot's count; empty if another is at it. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Count> fold(String lotId) {
        jdbc.sql("""
                insert into occupancy (lot_id, counted, counted_at, counted_by)
                select :lot, (select count(*) from gate_pass where lot_id = :lot and state in ('INSIDE', 'LEAVING'))
                  - (select coalesce(sum(delta), 0) from passage_count where lot_id = :lot), :now, 'the passes'
                on conflict do nothing""")
                .param("lot", lotId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        Optional<Count> locked = jdbc.sql("select * from occupancy where lot_id = :lot for update skip locked")
                .param("lot", lotId)
                .query((row, _) -> count(row.getInt("counted"), row))
                .optional();
        return locked.map(count -> {
            Integer passed =
                    jdbc.sql("""
                    with passed as (delete from passage_count where lot_id = :lot returning delta)
                    select coalesce(sum(delta), 0) from passed""").param("lot", lotId).query(Integer.class).single();
            return count.plus(passed == null ? 0 : passed);
        });
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void store(String lotId, Count count) {
        jdbc.sql("""
                update occupancy set counted = :counted, counted_at = :at, counted_by = :by, last_drift = :last,
                  raised_drift = :raised
                where lot_id = :lot""")
                .param("counted", count.counted())
                .param("at", Timestamp.from(count.countedAt()))
                .param("by", count.countedBy())
                .param("last", count.lastDrift())
                .param("raised", count.raisedDrift())
                .param("lot", lotId)
                .update();
    }

    /** As it is now, what has not been taken in yet included. */
    public Optional<Count> now(String lotId) {
        return jdbc.sql("""
                        select *, counted + (select coalesce(sum(delta), 0) from passage_count where lot_id = :lot) as now
                        from occupancy where lot_id = :lot""")
                .param("lot", lotId)
                .query((row, _) -> count(row.getInt("now"), row))
                .optional();
    }

    /** The cars that should be inside, longest first. */
    public List<Car> cars(String lotId) {
        return jdbc.sql("""
                        select reservation_id, plate, state, entry_gate_id, entered_at, ends_at, spot_id from gate_pass
                        where lot_id = :lot and state in ('INSIDE', 'LEAVING') order by entered_at, reservation_id""")
                .param("lot", lotId)
                .query((row, _) -> new Car(
                        row.getString("reservation_id"),
                        row.getString("plate"),
                        row.getString("entry_gate_id"),
                        row.getTimestamp("entered_at").toInstant(),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getString("spot_id")))
                .list();
    }

    private static Count count(int counted, ResultSet row) throws SQLException {
        return new Count(
                counted,
                row.getTimestamp("counted_at").toInstant(),
                row.getString("counted_by"),
                row.getInt("last_drift"),
                row.getInt("raised_drift"));
    }

    /**
     * A lot's count.
     *
     * @param countedAt when somebody counted the cars last, and who; loops have gone on counting since
     */
    public record Count(int counted, Instant countedAt, String countedBy, int lastDrift, int raisedDrift) {

        Count plus(int passed) {
            return new Count(counted + passed, countedAt, countedBy, lastDrift, raisedDrift);
        }

        Count drifted(int drift, int raised) {
            return new Count(counted, countedAt, countedBy, drift, raised);
        }
    }

    /** A car that should be inside. */
    public record Car(
            String reservationId,
            String plate,
            String entryGateId,
            Instant enteredAt,
            Instant bookedUntil,
            @Nullable String spotId) {}
}
