package com.parkhold.inventory.spot;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cars that stand on spots, and how long they stay. */
@Repository
class StandingCars {

    private final JdbcClient jdbc;

    StandingCars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The reservations whose cars stand on spots of a class now and whose stays are over by an instant. */
    List<String> leaving(String lotId, String spotClass, Instant by) {
        return jdbc.sql("""
                        select h.reservation_id from spot s
                        join hold h on h.lot_id = s.lot_id and h.reservation_id = s.occupied_by
                        where s.lot_id = :lot and s.spot_class = :class and greatest(h.end_at, h.occupied_until) <= :by""")
                .param("lot", lotId)
                .param("class", spotClass)
                .param("by", Timestamp.from(by))
                .query((row, _) -> row.getString(1))
                .list();
    }
}
