package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The pages of stays whose drivers pay at the exit. Every change is made under the lock of the reservation's payment. */
@Component
class ExitPages {

    private final JdbcClient jdbc;
    private final Clock clock;

    ExitPages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All of a stay, oldest first. */
    List<ExitPage> ofSession(String sessionId) {
        return query("session_id = :id", sessionId);
    }

    /** Those of a reservation that may still be paid. */
    List<ExitPage> live(String reservationId) {
        return query("reservation_id = :id and status in ('ASKED', 'OPEN')", reservationId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(ExitPage page) {
        jdbc.sql("""
                insert into exit_page (session_id, number, reservation_id, lot_id, amount_minor, currency, quoted_at,
                    grace_ms, status, asked_at, looked_at, answered_at, expires_at)
                values (:session, :number, :reservation, :lot, :amount, :currency, :quoted, :grace, 'ASKED', :asked, :asked,
                    :asked, :expires)""")
                .param("session", page.sessionId())
                .param("number", page.number())
                .param("reservation", page.reservationId())
                .param("lot", page.lotId())
                .param("amount", page.amount().minor())
                .param("currency", page.amount().currency())
                .param("quoted", Timestamp.from(page.quotedAt()))
                .param("grace", page.grace().toMillis())
                .param("asked", Timestamp.from(page.askedAt()))
                .param("expires", Timestamp.from(page.expiresAt()))
                .update();
    }

    /** The provider is asked about it now. */
    @Transactional(propagation = Propagation.MANDATORY)
    void look(ExitPage page) {
        change(page, "looked_at = :value", Timestamp.from(clock.instant()));
    }

    /** The provider said that it is as it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answered(ExitPage page) {
        change(page, "answered_at = :value", Timestamp.from(clock.instant()));
    }

    /** It is to be paid no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void close(ExitPage page) {
        if (!page.closing()) {
            change(page, "closing = true, asked_at = :value", Timestamp.from(clock.instant()));
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void opened(ExitPage page, CheckoutSnapshot checkout) {
        change(page, "status = 'OPEN', checkout_url = :value", checkout.url());
        change(page, "checkout_id = :value", checkout.id());
        answered(page);
    }

    /** The provider will not open it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(ExitPage page) {
        change(page, "refused = true, status = :value", ExitPage.Status.CLOSED.name());
    }

    /** The key of a call about it is spent on a failure that the provider will go on repeating. */
    @Transactional(propagation = Propagation.MANDATORY)
    void spendKey(ExitPage page) {
        jdbc.sql("""
                update exit_page set attempt = attempt + 1, expires_at = :until
                where session_id = :session and number = :number and attempt = :attempt
                  and status in ('ASKED', 'OPEN')""")
                .param("until", Timestamp.from(clock.instant().plus(PayingDebts.OPEN_FOR)))
                .param("session", page.sessionId())
                .param("number", page.number())
                .param("attempt", page.attempt())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void closed(ExitPage page) {
        change(page, "status = :value", ExitPage.Status.CLOSED.name());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void paid(ExitPage page, String intentId, Instant settledUntil) {
        change(page, "intent_id = :value", intentId);
        change(page, "status = 'PAID', settled_until = :value", Timestamp.from(settledUntil));
    }

    /** The stay is over; what it costs is noted once. */
    @Transactional(propagation = Propagation.MANDATORY)
    void stayIsOver(Closing closing) {
        jdbc.sql("""
                insert into exit_closing (session_id, reservation_id, lot_id, user_id, charge_minor, currency, exited_at)
                values (:session, :reservation, :lot, :user, :charge, :currency, :exited) on conflict do nothing""")
                .param("session", closing.sessionId())
                .param("reservation", closing.reservationId())
                .param("lot", closing.lotId())
                .param("user", closing.userId())
                .param("charge", closing.charge().minor())
                .param("currency", closing.charge().currency())
                .param("exited", timestamp(closing.exitedAt()))
                .update();
    }

    boolean isOver(String sessionId) {
        return jdbc.sql("select count(*) from exit_closing where session_id = :id")
                        .param("id", sessionId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The stays of a reservation that are over, and of which is not known yet what is owed. */
    List<Closing> closings(String reservationId) {
        return jdbc.sql("select * from exit_closing where reservation_id = :id and settled_at is null")
                .param("id", reservationId)
                .query((row, _) -> new Closing(
                        row.getString("session_id"),
                        row.getString("reservation_id"),
                        row.getString("lot_id"),
                        row.getString("user_id"),
                        new Money(row.getLong("charge_minor"), row.getString("currency")),
                        instant(row.getTimestamp("exited_at"))))
                .list();
    }

    /** What is owed is known; false if it was before. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean settle(Closing closing) {
        return jdbc.sql("update exit_closing set settled_at = :now where session_id = :session and settled_at is null")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("session", closing.sessionId())
                        .update()
                == 1;
    }

    /** Of the void stays of a reservation is not known any more what is owed; answers whether there are any. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean openVoid(String reservationId) {
        return jdbc.sql("""
                        update exit_closing set settled_at = null
                        where reservation_id = :id and exited_at is null and charge_minor = 0""").param("id", reservationId).update() > 0;
    }

    private void change(ExitPage page, String what, @Nullable Object value) {
        jdbc.sql("update exit_page set " + what
                        + " where session_id = :session and number = :number and status in ('ASKED', 'OPEN')")
                .param("value", value)
                .param("session", page.sessionId())
                .param("number", page.number())
                .update();
    }

    private List<ExitPage> query(String which, String id) {
        return jdbc.sql("select * from exit_page where " + which + " order by session_id, number")
                .param("id", id)
                .query((row, _) -> read(row))
                .list();
    }

    private static ExitPage read(ResultSet row) throws SQLException {
        return new ExitPage(
                row.getString("session_id"),
                row.getInt("number"),
                row.getString("reservation_id"),
                row.getString("lot_id"),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getTimestamp("quoted_at").toInstant(),
                Duration.ofMillis(row.getLong("grace_ms")),
                ExitPage.Status.valueOf(row.getString("status")),
                row.getBoolean("closing"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("looked_at").toInstant(),
                row.getTimestamp("answered_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                row.getInt("attempt"),
                row.getString("checkout_id"),
                row.getString("checkout_url"),
                instant(row.getTimestamp("settled_until")),
                row.getBoolean("refused"),
                row.getString("intent_id"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * A stay that is over, and all that it cost beyond its booking.
     *
     * @param exitedAt when its car left; null where none was inside after all
     */
    record Closing(
            String sessionId,
            String reservationId,
            String lotId,
            String userId,
            Money charge,
            @Nullable Instant exitedAt) {

        /** Whether it never was a stay. */
        boolean isVoid() {
            return exitedAt == null && !charge.isPositive();
        }

        /** What is owed once none of its pages can be paid any more: nothing where its car left in time after paying. */
        Money owed(List<ExitPage> all) {
            Instant until = ExitPage.settledUntil(all);
            if (until != null && exitedAt != null && !exitedAt.isAfter(until)) {
                return Money.zero(charge.currency());
            }
            return charge.minus(ExitPage.paid(all, charge.currency())).notNegative();
        }
    }
}
