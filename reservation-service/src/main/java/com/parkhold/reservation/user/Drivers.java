package com.parkhold.reservation.user;

import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Everybody who ever booked or registered a vehicle; made just in time from what their token says. */
@Repository
public class Drivers {

    private final JdbcClient jdbc;
    private final Clock clock;

    Drivers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the driver, or notes the newest address; safe to repeat and to race. */
    public void seen(String userId, @Nullable String email) {
        jdbc.sql("""
                insert into driver (user_id, email, first_seen_at, last_seen_at) values (:id, :email, :now, :now)
                on conflict (user_id) do update
                set email = coalesce(excluded.email, driver.email), last_seen_at = excluded.last_seen_at""")
                .param("id", userId)
                .param("email", email)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
