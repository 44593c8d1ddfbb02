package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What drivers owe: once for a session, in the transaction that found it cannot be taken. */
@Component
class Debts {

    static final String PAY_AT_EXIT = "PAY_AT_EXIT";

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

    /** Takes debts whose next try is due; what another instance is taking is left to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> takeDue(int most) {
        return jdbc.sql("""
                update debt set tries = tries + 1, next_try_at = null
                where session_id in (select session_id from debt where settled_at is null and next_try_at <= :now
                                     order by next_try_at limit :most for update skip locked)
                returning session_id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** What is to be paid at the exit is not taken from a card. */
    private @Nullable Timestamp firstTry(String reason) {
        boolean never = reason.equals(PAY_AT_EXIT) || settings.debtRetries().isEmpty();
        return never
                ? null
                : Timestamp.from(clock.instant().plus(settings.debtRetries().getFirst()));
    }
}
