package com.parkhold.inventory.spot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables spot and spot_assignment. */
@Repository
public class Spots {

    private static final String COLUMNS =
            "s.spot_id, s.spot_class, s.floor, s.number, s.status, s.reason, s.occupied_by ";

    private static final String IS_TO_COME = """
            a.lot_id = :lot and a.spot_id = :spot and not a.withdrawn
            and a.during && tstzrange(:from, cast(:until as timestamptz))
            and s.lot_id = a.lot_id and s.spot_id = a.spot_id and s.occupied_by is distinct from a.reservation_id
            """;

    private final JdbcClient jdbc;

    Spots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All spots of a lot that are not removed, floor by floor. */
    public List<Spot> of(String lotId) {
        return all(lotId).stream()
                .filter(spot -> spot.status() != SpotStatus.REMOVED)
                .toList();
    }

    /** All spots that a lot ever had. */
    public List<Spot> all(String lotId) {
        return jdbc.sql("select " + COLUMNS + " from spot s where s.lot_id = :lot order by s.floor, s.number")
                .param("lot", lotId)
                .query(Spots::read)
                .list();
    }

    public Optional<Spot> find(String lotId, String spotId) {
        return jdbc.sql("select " + COLUMNS + " from spot s where s.lot_id = :lot and s.spot_id = :spot")
                .param("lot", lotId)
                .param("spot", spotId)
                .query(Spots::read)
                .optional();
    }

    /** Adds spots; one that was removed before comes back. */
    public void add(String lotId, Collection<Spot> spots) {
        jdbc.sql("""
                insert into spot (lot_id, spot_id, spot_class, floor, number, status)
                select :lot, w.id, w.class, w.floor, w.number, 'AVAILABLE'
                from unnest(:ids::text[], :classes::text[], :floors::text[], :numbers::int[])
                  as w (id, class, floor, number)
                on conflict (lot_id, spot_id) do update
                set status = 'AVAILABLE', reason = null, spot_class = excluded.spot_class""")
                .param("lot", lotId)
                .param("ids", spots.stream().map(Spot::spotId).toArray(String[]::new))
                .param("classes", spots.stream().map(Spot::spotClass).toArray(String[]::new))
                .param("floors", spots.stream().map(Spot::floor).toArray(String[]::new))
                .param("numbers", spots.stream().map(Spot::number).toArray(Integer[]::new))
                .update();
    }

    public void change(String lotId, Collection<String> spotIds, SpotStatus status, @Nullable String reason) {
        jdbc.sql("""
                update spot set status = :status, reason = :reason
                where lot_id = :lot and spot_id = any (:spots)""")
                .param("status", status.name())
                .param("reason", reason)
                .param("lot", lotId)
                .param("spots", spotIds.toArray(String[]::new))
                .update();
    }

    /** Spots on which a car stands or to which somebody is still to come. */
    public List<String> inUse(String lotId, Instant now) {
        return jdbc.sql("""
                        select spot_id from spot where lot_id = :lot and occupied_by is not null
                        union select spot_id from spot_assignment
                        where lot_id = :lot and upper(during) > :now and not withdrawn""")
                .param("lot", lotId)
                .param("now", Timestamp.from(now))
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** The spot that was chosen for a reservation. */
    public Optional<Spot> assignedTo(String lotId, String reservationId) {
        return jdbc.sql("select " + COLUMNS + """
                 from spot_assignment a join spot s on s.lot_id = a.lot_id and s.spot_id = a.spot_id
                where a.lot_id = :lot and a.reservation_id = :reservation""")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query(Spots::read)
                .optional();
    }

    /** The spot on which a reservation's car stands, whichever was chosen for it. */
    Optional<String> whereStands(String lotId, String reservationId) {
        return jdbc.sql("select spot_id from spot where lot_id = :lot and occupied_by = :reservation")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .query(String.class)
                .optional();
    }

    /**
     * Locks a spot of a class that nobody has or will have in a window, passing over those that another transaction is
     * just choosing. Two may still choose the same one in the same instant: then {@link #assign} tells the second.
     *
     * @param leaving reservations whose cars may still stand there now
     */
    Optional<Spot> lockFree(String lotId, String spotClass, Instant start, Instant end, Collection<String> leaving) {
        return jdbc.sql("select " + COLUMNS + """
                 from spot s
                where s.lot_id = :lot and s.spot_class = :class and s.status = 'AVAILABLE'
                  and (s.occupied_by is null or s.occupied_by = any (:leaving))
                  and not exists (select 1 from spot_assignment a where a.lot_id = s.lot_id and a.spot_id = s.spot_id
                                  and a.during && tstzrange(:start, :end))
                order by s.floor, s.number limit 1 for update of s skip locked""")
                .param("lot", lotId)
                .param("class", spotClass)
                .param("start", Timestamp.from(start))
                .param("end", Timestamp.from(end))
                .param("leaving", leaving.toArray(String[]::new))
                .query(Spots::read)
                .optional();
    }

    /**
     * Locks a spot that can be sold, so that nobody blocks it before the running transaction is committed; false if it
     * cannot be, or if somebody is just changing it.
     */
    boolean lockSellable(String lotId, String spotId) {
        return jdbc.sql("""
                        select 1 from spot where lot_id = :lot and spot_id = :spot and status = 'AVAILABLE'
                        for update skip locked""")
                .param("lot", lotId)
                .param("spot", spotId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Locks a spot until the end of the transaction: nobody chooses it meanwhile. */
    void lock(String lotId, String spotId) {
        jdbc.sql("select 1 from spot where lot_id = :lot and spot_id = :spot for update")
                .param("lot", lotId)
                .param("spot", spotId)
                .query(Integer.class)
                .list();
    }

    /**
     * As {@link #assign}, for the car that stands on the spot. It stays there though the spot is withdrawn from some time
     * on, but is promised the spot only until then.
     */
    boolean keep(String lotId, String reservationId, String spotId, Instant start, Instant end) {
        return jdbc.sql("""
                        insert into spot_assignment (lot_id, reservation_id, spot_id, during)
                        select :lot, :reservation, :spot, tstzrange(:start, greatest(:start, least(:end, min(lower(during)))))
                        from spot_assignment
                        where lot_id = :lot and spot_id = :spot and withdrawn and during && tstzrange(:start, :end)
                        on conflict do nothing""")
                        .param("lot", lotId)
                        .param("reservation", reservationId)
                        .param("spot", spotId)
                        .param("start", Timestamp.from(start))
                        .param("end", Timestamp.from(end))
                        .update()
                == 1;
    }

    /** Says whether the spot is the reservation's now; false if the constraint knows of another's. */
    boolean assign(String lotId, String reservationId, String spotId, Instant start, Instant end) {
        return jdbc.sql("""
                        insert into spot_assignment (lot_id, reservation_id, spot_id, during)
                        values (:lot, :reservation, :spot, tstzrange(:start, :end)) on conflict do nothing""")
                        .param("lot", lotId)
                        .param("reservation", reservationId)
                        .param("spot", spotId)
                        .param("start", Timestamp.from(start))
                        .param("end", Timestamp.from(end))
                        .update()
                == 1;
    }

    /** From when on a reservation is promised a spot. */
    Optional<Instant> assignedFrom(String lotId, String reservationId, String spotId) {
        return jdbc.sql("""
                        select lower(during) from spot_assignment
                        where lot_id = :lot and reservation_id = :reservation and spot_id = :spot
                          and not isempty(during)""")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .param("spot", spotId)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    void unassign(String lotId, String reservationId) {
        jdbc.sql("delete from spot_assignment where lot_id = :lot and reservation_id = :reservation")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .update();
    }

    /** Takes a spot from a reservation that is not promised it for its whole stay any more, or that was blocked since. */
    boolean unassignLost(String lotId, String reservationId) {
        return jdbc.sql("""
                        delete from spot_assignment a using hold h, spot s
                        where a.lot_id = :lot and a.reservation_id = :reservation
                          and h.lot_id = a.lot_id and h.reservation_id = a.reservation_id
                          and s.lot_id = a.lot_id and s.spot_id = a.spot_id
                          and (isempty(a.during) or upper(a.during) < h.end_at or s.status <> 'AVAILABLE')""")
                        .param("lot", lotId)
                        .param("reservation", reservationId)
                        .update()
                == 1;
    }

    /** From whom {@link #unassignAll} would take a spot now. */
    List<String> toCome(String lotId, String spotId, Instant from, @Nullable Instant until) {
        return jdbc.sql("select a.reservation_id from spot_assignment a, spot s where " + IS_TO_COME)
                .param("lot", lotId)
                .param("spot", spotId)
                .param("from", Timestamp.from(from))
                .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /**
     * Takes a spot from everybody who is to come to it in a time; answers whose it was.
     *
     * @param until null for everybody from then on
     */
    List<String> unassignAll(String lotId, String spotId, Instant from, @Nullable Instant until) {
        return jdbc.sql("delete from spot_assignment a using spot s where " + IS_TO_COME + "returning a.reservation_id")
                .param("lot", lotId)
                .param("spot", spotId)
                .param("from", Timestamp.from(from))
                .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Ends a reservation's time on its spot; the row stays, as what really was. */
    void endAssignment(String lotId, String reservationId, Instant at) {
        jdbc.sql("""
                update spot_assignment
                set during = tstzrange(lower(during), greatest(lower(during), least(upper(during), :at)))
                where lot_id = :lot and reservation_id = :reservation and not isempty(during)""")
                .param("at", Timestamp.from(at))
                .param("lot", lotId)
                .param("reservation", reservationId)
                .update();
    }

    void occupy(String lotId, String spotId, String reservationId) {
        jdbc.sql("update spot set occupied_by = :reservation where lot_id = :lot and spot_id = :spot")
                .param("reservation", reservationId)
                .param("lot", lotId)
                .param("spot", spotId)
                .update();
    }

    void vacate(String lotId, String reservationId) {
        jdbc.sql("update spot set occupied_by = null where lot_id = :lot and occupied_by = :reservation")
                .param("lot", lotId)
                .param("reservation", reservationId)
                .update();
    }

    private static Spot read(ResultSet row, int number) throws SQLException {
        return new Spot(
                row.getString("spot_id"),
                row.getString("spot_class"),
                row.getString("floor"),
                row.getInt("number"),
                SpotStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("occupied_by"));
    }
}
