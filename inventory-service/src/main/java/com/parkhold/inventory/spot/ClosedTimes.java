package com.parkhold.inventory.spot;

import com.parkhold.inventory.ledger.Withdrawal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of spot_assignment that keep everybody from a spot while it is withdrawn. */
@Repository
class ClosedTimes {

    private final JdbcClient jdbc;

    ClosedTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Says whether nobody gets the spot then; false if the constraint knows of somebody who has it. */
    boolean add(Withdrawal withdrawal) {
        Instant until = withdrawal.until();
        return jdbc.sql("""
                        insert into spot_assignment (lot_id, reservation_id, spot_id, during, withdrawn)
                        values (:lot, :name, :spot, tstzrange(:from, cast(:until as timestamptz)), true)
                        on conflict do nothing""")
                        .param("lot", withdrawal.lotId())
                        .param("name", nameOf(withdrawal))
                        .param("spot", withdrawal.spotId())
                        .param("from", Timestamp.from(withdrawal.from()))
                        .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                        .update()
                == 1;
    }

    void remove(Withdrawal withdrawal) {
        jdbc.sql("delete from spot_assignment where lot_id = :lot and reservation_id = :name and withdrawn")
                .param("lot", withdrawal.lotId())
                .param("name", nameOf(withdrawal))
                .update();
    }

    /** The car that stands on the spot stays there; what it was promised ends where the withdrawal begins. */
    void cutWhoStands(Withdrawal withdrawal) {
        jdbc.sql("""
                update spot_assignment a
                set during = tstzrange(lower(a.during), greatest(lower(a.during), :from))
                from spot s
                where a.lot_id = :lot and a.spot_id = :spot and a.during && tstzrange(:from, cast(:until as timestamptz))
                  and s.lot_id = a.lot_id and s.spot_id = a.spot_id and s.occupied_by = a.reservation_id""")
                .param("lot", withdrawal.lotId())
                .param("spot", withdrawal.spotId())
                .param("from", Timestamp.from(withdrawal.from()))
                .param("until", withdrawal.until() == null ? null : Timestamp.from(withdrawal.until()), Types.TIMESTAMP)
                .update();
    }

    /** No reservation's id has a blank in it. */
    private static String nameOf(Withdrawal withdrawal) {
        return "withdrawn %s %s".formatted(withdrawal.spotId(), withdrawal.from());
    }
}
