package com.parkhold.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.inventory.ledger.RecountingRoom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is true of a lot's spots whatever anybody did. */
final class SpotInvariants {
    private final JdbcClient jdbc;
    private final RecountingRoom recounting;

    SpotInvariants(JdbcClient jdbc, RecountingRoom recounting) {
        this.jdbc = jdbc;
        this.recounting = recounting;
    }

    void check(String lotId, long seed) {
        assertThat(count(lotId, """
                select count(*) from spot_assignment a join spot_assignment b using (lot_id, spot_id)
                where lot_id = :lot and a.reservation_id < b.reservation_id and a.during && b.during""")).as("spots given twice, seed %d", seed).isZero();
        assertThat(count(lotId, """
                select count(*) from (select occupied_by from spot where lot_id = :lot and occupied_by is not null
                  group by occupied_by having count(*) > 1) twice""")).as("cars on two spots, seed %d", seed).isZero();
        assertThat(count(lotId, """
                select count(*) from spot_assignment a join spot s using (lot_id, spot_id)
                  join hold h using (lot_id, reservation_id)
                where lot_id = :lot and h.state in ('BOOKED', 'INSIDE') and s.status = 'BLOCKED' and upper(a.during) > timestamptz '2026-04-14 08:00Z'
                  and s.occupied_by is distinct from reservation_id"""))
                .as("promised though blocked, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from hold h where lot_id = :lot and state = 'BOOKED' and assign_from is null
                  and not exists (select 1 from spot_assignment a
                                  where a.lot_id = h.lot_id and a.reservation_id = h.reservation_id)"""))
                .as("bookings without a spot that nobody will look for, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot s where lot_id = :lot and occupied_by is not null and not exists
                  (select 1 from hold h where h.lot_id = s.lot_id and h.reservation_id = s.occupied_by
                     and h.state = 'INSIDE')"""))
                .as("spots occupied by cars that are not inside, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot s join hold h on h.lot_id = s.lot_id and h.reservation_id = s.occupied_by
                  join spot_assignment a on a.lot_id = s.lot_id and a.spot_id = s.spot_id
                    and a.reservation_id <> s.occupied_by and not a.withdrawn
                  join hold b on b.lot_id = a.lot_id and b.reservation_id = a.reservation_id
                where s.lot_id = :lot and h.state = 'INSIDE' and b.state in ('BOOKED', 'INSIDE')
                  and a.during && tstzrange(h.start_at, h.occupied_until)"""))
                .as("sent to a spot on which a car still stands then, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot_withdrawal w left join spot_assignment a
                  on a.lot_id = w.lot_id and a.spot_id = w.spot_id and a.withdrawn
                    and a.during = tstzrange(w.from_at, w.until_at)
                where w.lot_id = :lot and a.lot_id is null"""))
                .as("withdrawn spots that the constraint does not know, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select (select count(*) from spot_assignment where lot_id = :lot and withdrawn)
                  - (select count(*) from spot_withdrawal where lot_id = :lot)"""))
                .as("spots kept from everybody though nobody withdrew them, seed %d", seed)
                .isZero();
        assertThat(count(lotId, """
                select count(*) from spot_withdrawal w join spot s using (lot_id, spot_id)
                where lot_id = :lot and s.status <> 'AVAILABLE'"""))
                .as("withdrawn though out for good, seed %d", seed)
                .isZero();
        assertThat(recounting.recount(lotId).drifted())
                .as("drift, seed %d", seed)
                .isZero();
    }

    private long count(String lotId, String sql) {
        return jdbc.sql(sql).param("lot", lotId).query(Long.class).single();
    }
}
