package com.parkhold.payment.sweep;

import com.parkhold.payment.sweep.ProviderBooks.Dispute;
import com.parkhold.payment.sweep.ProviderBooks.Kind;
import com.parkhold.payment.sweep.ProviderBooks.Movement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was read of the provider's account book, each line once, and its disputes as they were last seen. */
@Component
class Movements {

    private final JdbcClient jdbc;
    private final Clock clock;

    Movements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a line; answers whether it is new. */
    boolean add(Movement movement) {
        return jdbc.sql("""
                        insert into provider_movement (id, kind, provider_object, intent_id, reservation_id, refund_id,
                            amount_minor, fee_minor, currency, happened_at, seen_at)
                        values (:id, :kind, :object, :intent, :reservation, :refund, :amount, :fee, :currency, :happened,
                            :now)
                        on conflict (id) do nothing""")
                        .param("id", movement.id())
                        .param("kind", movement.kind().name())
                        .param("object", movement.providerObject())
                        .param("intent", movement.intentId())
                        .param("reservation", movement.reservationId())
                        .param("refund", movement.refundId())
                        .param("amount", movement.amountMinor())
                        .param("fee", movement.feeMinor())
                        .param("currency", movement.currency())
                        .param("happened", Timestamp.from(movement.happenedAt()))
                        .param("now", now())
                        .update()
                == 1;
    }

    void see(Dispute dispute, @Nullable String reservationId, @Nullable String lotId) {
        jdbc.sql("""
                insert into dispute (id, intent_id, reservation_id, lot_id, status, reason, amount_minor, currency,
                    answer_by, opened_at, updated_at)
                values (:id, :intent, :reservation, :lot, :status, :reason, :amount, :currency, :answerBy, :opened, :now)
                on conflict (id) do update set status = excluded.status, answer_by = excluded.answer_by,
                    reservation_id = excluded.reservation_id, lot_id = excluded.lot_id, updated_at = excluded.updated_at
                where dispute.status <> excluded.status or dispute.lot_id is distinct from excluded.lot_id""")
                .param("id", dispute.id())
                .param("intent", dispute.intentId())
                .param("reservation", reservationId)
                .param("lot", lotId)
                .param("status", dispute.isOver() ? dispute.status() : "open: " + dispute.status())
                .param("reason", dispute.reason())
                .param("amount", dispute.amountMinor())
                .param("currency", dispute.currency())
                .param("answerBy", dispute.answerBy() == null ? null : Timestamp.from(dispute.answerBy()))
                .param("opened", Timestamp.from(dispute.openedAt()))
                .param("now", now())
                .update();
    }

    List<String> openDisputes() {
        return jdbc.sql("select id from dispute where status like 'open: %'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** The lines of some objects, oldest first, but for objects that moved after an instant: those may still be booked. */
    List<Movement> settled(String[] objects, Instant before) {
        return jdbc.sql("""
                select * from provider_movement moved
                where provider_object = any(:objects) and kind <> 'OTHER'
                  and not exists (select from provider_movement fresh
                                  where fresh.provider_object = moved.provider_object and fresh.seen_at > :before)
                order by happened_at""")
                .param("objects", objects)
                .param("before", Timestamp.from(before))
                .query((row, _) -> movement(row))
                .list();
    }

    private static Movement movement(ResultSet row) throws SQLException {
        return new Movement(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("provider_object"),
                row.getString("intent_id"),
                row.getString("reservation_id"),
                row.getString("refund_id"),
                row.getLong("amount_minor"),
                row.getLong("fee_minor"),
                row.getString("currency"),
                row.getTimestamp("happened_at").toInstant());
    }

    /**
     * Counts what went back of money that is nobody's here together with that money: once all of it went back, nothing is
     * left to explain. Answers whether there is such money, and it was not counted so before.
     */
    boolean countWithItsCharge(Movement back) {
        return jdbc.sql("""
                        update provider_movement back set provider_object = charge.provider_object
                        from provider_movement charge
                        where back.id = :id and charge.kind = 'CHARGE' and charge.provider_object = back.intent_id
                          and charge.currency = back.currency and back.provider_object <> charge.provider_object""").param("id", back.id()).update() == 1;
    }

    Optional<Instant> sweptUntil() {
        return jdbc.sql("select swept_until from books_sweep where id = 1")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void sweptUntil(Instant until) {
        jdbc.sql("""
                insert into books_sweep (id, swept_until) values (1, :until)
                on conflict (id) do update set swept_until = greatest(books_sweep.swept_until, excluded.swept_until)""").param("until", Timestamp.from(until)).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
