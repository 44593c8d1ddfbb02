package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What drivers owe: once for a session, in the transaction that found it cannot be taken. */
@Component
class Debts {

    private final JdbcClient jdbc;
    private final Clock clock;

    Debts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void incur(String sessionId, String reservationId, String lotId, String userId, Money amount, String reason) {
        jdbc.sql("""
                insert into debt (session_id, reservation_id, lot_id, user_id, amount_minor, currency, reason, incurred_at)
                values (:session, :reservation, :lot, :user, :amount, :currency, :reason, :now)
                on conflict (session_id) do nothing""")
                .param("session", sessionId)
                .param("reservation", reservationId)
                .param("lot", lotId)
                .param("user", userId)
                .param("amount", amount.minor())
                .param("currency", amount.currency())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
