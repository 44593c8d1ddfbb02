package com.parkhold.payment;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a payment has anything beside its booking's own money: refunds, charges for its stay, debts paid on a page. */
@Component
class OpenMatters {

    private final JdbcClient jdbc;

    OpenMatters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One look, since most payments have none. */
    boolean isAnyOpen(String reservationId) {
        return jdbc.sql("""
                select exists (select from refund where reservation_id = :id)
                    or exists (select from stay_charge where reservation_id = :id)
                    or exists (select from debt where reservation_id = :id and settled_at is null
                               and checkout_id is not null)
                    or exists (select from exit_page where reservation_id = :id and status in ('ASKED', 'OPEN'))
                    or exists (select from exit_closing where reservation_id = :id and settled_at is null)""").param("id", reservationId).query(Boolean.class).single();
    }
}
