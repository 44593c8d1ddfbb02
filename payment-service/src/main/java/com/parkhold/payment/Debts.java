package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What drivers owe: once for a session, in the transaction that found it cannot be taken. */
@Component
class Debts {

    static final String PAY_AT_EXIT = "PAY_AT_EXIT";

    /**
     * And no page may still be paid. One of which nothing is known but that it may have been opened can be paid no longer
     * than it was asked for.
     */
    private static final String DUE = """
            settled_at is null and next_try_at <= :now
            and (checkout_expires_at is null or (checkout_id is null and checkout_expires_at < :now))""";

    private final JdbcClient jdbc;
    private final PaymentSettings settings;
    private final Clock clock;

    Debts(JdbcClient jdbc, PaymentSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Notes a debt, or that it could not be taken once more; the policy says when it is tried next. */
    @Transactional(propagation = Propagation.MANDATORY)
    void incur(String sessionId, String reservationId, String lotId, String userId, Money amount, String reason) {
        jdbc.sql("""
                insert into debt (session_id, reservation_id, lot_id, user_id, amount_minor, currency, reason, incurred_at,
                    next_try_at)
                values (:session, :reservation, :lot, :user, :amount, :currency, :reason, :now, :first)
                on conflict (session_id) do update set reason = excluded.reason,
                    next_try_at = (cast(:now as timestamptz) + (cast(:pauses as bigint[]))[debt.tries + 1] * interval '1 second')
                where debt.settled_at is null""")
                .param("session", sessionId)
                .param("reservation", reservationId)
                .param("lot", lotId)
                .param("user", userId)
                .param("amount", amount.minor())
                .param("currency", amount.currency())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("first", firstTry(reason))
                .param(
                        "pauses",
                        settings.debtRetries().stream().map(Duration::toSeconds).toArray(Long[]::new))
                .update();
    }

    /** Ends a debt that was paid. */
    @Transactional(propagation = Propagation.MANDATORY)
    void settle(String sessionId) {
        jdbc.sql("""
                update debt set settled_at = :now, next_try_at = null
                where session_id = :session and settled_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("session", sessionId)
                .update();
    }

    /** Debts whose next try is due, those first that wait longest. */
    List<Due> due(int most) {
        return jdbc.sql("select session_id, reservation_id from debt where " + DUE
                        + " order by next_try_at limit :most")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, _) -> new Due(row.getString("session_id"), row.getString("reservation_id")))
                .list();
    }

    /** Takes a debt for its next try, under the lock of its payment; false where it is not due any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean take(Due debt) {
        return jdbc.sql("update debt set tries = tries + 1, next_try_at = null where session_id = :session and " + DUE)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("session", debt.sessionId())
                        .update()
                == 1;
    }

    Optional<Debt> find(String sessionId) {
        return query("session_id = :id", sessionId).stream().findFirst();
    }

    List<Debt> of(String userId) {
        return query("user_id = :id", userId);
    }

    /** Those of a payment for which a page may be open. */
    List<Debt> withCheckout(String reservationId) {
        return query("reservation_id = :id and checkout_id is not null", reservationId);
    }

    /** Notes that a page may exist from now on, unless one may already. */
    @Transactional(propagation = Propagation.MANDATORY)
    void askForCheckout(String sessionId, Instant until) {
        jdbc.sql("""
                update debt set checkout_expires_at = :until
                where session_id = :session and settled_at is null and checkout_expires_at is null""")
                .param("until", Timestamp.from(until.truncatedTo(ChronoUnit.SECONDS)))
                .param("session", sessionId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void keepCheckout(String sessionId, String checkoutId, String url) {
        jdbc.sql("update debt set checkout_id = :checkout, checkout_url = :url where session_id = :session")
                .param("checkout", checkoutId)
                .param("url", url)
                .param("session", sessionId)
                .update();
    }

    /** The page is closed, or its key is spent: the next one is asked for afresh. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forgetCheckout(Debt debt) {
        jdbc.sql("""
                update debt set checkout_id = null, checkout_url = null, checkout_expires_at = null,
                    checkout_attempt = checkout_attempt + 1
                where session_id = :session and checkout_attempt = :attempt""")
                .param("session", debt.sessionId())
                .param("attempt", debt.checkoutAttempt())
                .update();
    }

    private List<Debt> query(String which, String id) {
        return jdbc.sql("select * from debt where settled_at is null and " + which + " order by incurred_at")
                .param("id", id)
                .query((row, _) -> new Debt(
                        row.getString("session_id"),
                        row.getString("reservation_id"),
                        row.getString("lot_id"),
                        row.getString("user_id"),
                        new Money(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("reason"),
                        row.getTimestamp("incurred_at").toInstant(),
                        row.getString("checkout_id"),
                        row.getString("checkout_url"),
                        instant(row.getTimestamp("checkout_expires_at")),
                        row.getInt("checkout_attempt")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** What is to be paid at the exit is not taken from a card. */
    private @Nullable Timestamp firstTry(String reason) {
        boolean never = reason.equals(PAY_AT_EXIT) || settings.debtRetries().isEmpty();
        return never
                ? null
                : Timestamp.from(clock.instant().plus(settings.debtRetries().getFirst()));
    }

    /** One whose next try is due. */
    record Due(String sessionId, String reservationId) {}
}
