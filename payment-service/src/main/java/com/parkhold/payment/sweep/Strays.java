package com.parkhold.payment.sweep;

import com.parkhold.payment.sweep.ProviderBooks.Stray;
import com.parkhold.payment.sweep.ProviderBooks.StrayKind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stands at the provider and is nobody's that we know, until nothing can come of it any more. */
@Component
class Strays {

    private final JdbcClient jdbc;
    private final Clock clock;

    Strays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void see(Stray stray) {
        jdbc.sql("""
                insert into provider_stray (id, kind, amount_minor, currency, since, seen_at)
                values (:id, :kind, :amount, :currency, :since, :now)
                on conflict (id) do update set seen_at = excluded.seen_at, gone_at = null""")
                .param("id", stray.id())
                .param("kind", stray.kind().name())
                .param("amount", stray.amount().minor())
                .param("currency", stray.amount().currency())
                .param("since", Timestamp.from(stray.since()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void gone(String id) {
        jdbc.sql("update provider_stray set gone_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Those that were there when they were last looked at. */
    List<Known> open() {
        return jdbc.sql("select id, kind from provider_stray where gone_at is null")
                .query((row, _) -> new Known(row.getString("id"), StrayKind.valueOf(row.getString("kind"))))
                .list();
    }

    /** One of them. */
    record Known(String id, StrayKind kind) {}
}
