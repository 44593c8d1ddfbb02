package com.parkhold.session.stay;

import com.parkhold.common.money.Money;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What payment-service said was paid at the exit; it only ever grows, so that it may be said late and again. */
@Repository
public class ExitMoney {

    private final JdbcClient jdbc;

    ExitMoney(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<PaidAtExit> find(String sessionId) {
        return jdbc.sql("select paid_minor, currency, settled_until from exit_money where session_id = :id")
                .param("id", sessionId)
                .query((row, _) -> new PaidAtExit(
                        new Money(row.getLong("paid_minor"), row.getString("currency")),
                        row.getTimestamp("settled_until").toInstant()))
                .optional();
    }

    void remember(String sessionId, PaidAtExit paid) {
        jdbc.sql("""
                insert into exit_money (session_id, paid_minor, currency, settled_until)
                values (:id, :paid, :currency, :until)
                on conflict (session_id) do update
                set paid_minor = greatest(exit_money.paid_minor, excluded.paid_minor),
                    settled_until = greatest(exit_money.settled_until, excluded.settled_until)""")
                .param("id", sessionId)
                .param("paid", paid.paid().minor())
                .param("currency", paid.paid().currency())
                .param("until", Timestamp.from(paid.settledUntil()))
                .update();
    }
}
