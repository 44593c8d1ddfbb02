package com.parkhold.payment.sweep;

import com.parkhold.common.money.Money;
import com.parkhold.payment.PaymentSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person has to look at, read from the state itself: an exception is gone as soon as its cause is. */
@Component
public class PaymentExceptions {

    private static final String ALL = """
            select case when exists (select from payment join dispute on dispute.intent_id = payment.intent_id
                                     where payment.reservation_id = refund.reservation_id and dispute.status not in ('won', 'warning_closed', 'prevented'))
                        then 'REFUND_DISPUTED' else 'REFUND_FAILED' end as kind,
                   id as subject, lot_id, reservation_id, amount_minor, currency,
                   updated_at as since, coalesce(failure, '') as detail
            from refund where status = 'FAILED'
            union all
            select 'REFUND_SHORT', refund.id, refund.lot_id, refund.reservation_id,
                   least(requested_minor - refund.amount_minor - refund.credit_minor,
                       owed - returned_minor - credit_returned_minor),
                   refund.currency, refund.updated_at, 'of ' || requested_minor
            from refund join payment on payment.reservation_id = refund.reservation_id
            join lateral (select least(sum(requested_minor), captured_minor + payment.credit_minor) as owed from refund every
                where every.reservation_id = payment.reservation_id and purpose <> 'UNWANTED') of_it on true
            where payment.status = 'CAPTURED' and refund.status in ('ACCEPTED', 'SUCCEEDED')
              and requested_minor > refund.amount_minor + refund.credit_minor
              and owed > returned_minor + credit_returned_minor
            union all
            select 'DEBT', session_id, lot_id, reservation_id, amount_minor, currency, incurred_at, reason
            from debt where settled_at is null
            union all
            select case when status = 'lost' then 'DISPUTE_LOST' else 'DISPUTE_OPEN' end, id, lot_id, reservation_id,
                   amount_minor, currency, opened_at,
                   reason || coalesce(', answer by ' || to_char(answer_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), '')
            from dispute where status like 'open: %%' or status = 'lost'
            union all
            select case when books = 0 then 'UNKNOWN_TO_US' when provider = 0 then 'UNKNOWN_TO_PROVIDER'
                        else 'AMOUNTS_DIFFER' end,
                   object, lot_id, reservation_id, provider - books, currency, since,
                   'provider ' || provider || ', books ' || books
            from (%s) differences where provider <> books and not pending and since <= :before
            union all
            select 'UNKNOWN_' || kind, id, null, null, amount_minor, currency, since, 'last seen ' || seen_at
            from provider_stray where gone_at is null
            union all
            select 'PROVIDER_TASK_FAILING', task.reservation_id, lot_id, task.reservation_id, amount_minor, currency,
                   due_at, coalesce(last_failure, '')
            from provider_task task join payment on payment.reservation_id = task.reservation_id
            where attempts > 5""".formatted(Balance.DIFFERENCES);

    /** Of each kind, so that what stays for years hides nothing of today. */
    private static final int MOST_OF_A_KIND = 100;

    private final JdbcClient jdbc;
    private final PaymentSettings settings;
    private final Clock clock;

    PaymentExceptions(JdbcClient jdbc, PaymentSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** A lot's. */
    @Transactional(readOnly = true)
    public Found ofLot(String lotId) {
        return query("lot_id = :lot", lotId);
    }

    /** Those of every lot and of none. */
    @Transactional(readOnly = true)
    public Found all() {
        return query("cast(:lot as text) = ''", "");
    }

    private Found query(String which, String lotId) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<PaymentException> newest = jdbc.sql("""
                        select * from (
                          select found.*, count(*) over (partition by kind) as all_of_kind,
                                 row_number() over (partition by kind order by since desc, subject) as nth
                          from (%s) found where %s) counted
                        where nth <= :most order by since desc, subject""".formatted(ALL, which))
                .param("before", Timestamp.from(clock.instant().minus(settings.sweepPatience())))
                .param("lot", lotId)
                .param("most", MOST_OF_A_KIND)
                .query((row, _) -> {
                    PaymentException exception = exception(row);
                    counts.put(exception.kind(), row.getInt("all_of_kind"));
                    return exception;
                })
                .list();
        return new Found(newest, counts);
    }

    private static PaymentException exception(ResultSet row) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        return new PaymentException(
                kind,
                row.getString("subject"),
                row.getString("lot_id"),
                row.getString("reservation_id"),
                new Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getTimestamp("since").toInstant(),
                row.getString("detail"));
    }

    /** What there is to look at, and what to do about it. */
    public enum Kind {
        REFUND_FAILED("Pay the driver another way; the amount stays owed in the books."),
        REFUND_DISPUTED(
                "The driver takes it back through the bank: pay nothing unless the dispute is won; then it is owed."),
        REFUND_SHORT(
                "Less went back than was owed: what was refunded at the provider came back. Credited once it answers again."),
        DEBT("The driver owes this. It is taken from the card again by policy; else ask the driver."),
        DISPUTE_OPEN("Send the stay's evidence to the provider before the date given."),
        DISPUTE_LOST("The money is gone; decide whether the driver may book again."),
        UNKNOWN_TO_US("Find out whose it is at the provider, then refund it there."),
        UNKNOWN_TO_PROVIDER("Ask the provider why its account book does not have it."),
        AMOUNTS_DIFFER("Compare the object at the provider with its entries, then correct it there."),
        UNKNOWN_ATTEMPT("Money is held under our account for nobody: find out whose it is, then cancel it there."),
        UNKNOWN_CHECKOUT(
                "A page can be paid that nobody here asked for: find out who opened it, then expire it there."),
        UNKNOWN_REFUND("A refund is under way that nobody here asked for; it is booked once it moves money."),
        PROVIDER_TASK_FAILING("The provider keeps refusing; see the detail and the service's log.");

        private final String whatToDo;

        Kind(String whatToDo) {
            this.whatToDo = whatToDo;
        }

        public String whatToDo() {
            return whatToDo;
        }
    }

    /**
     * What was found.
     *
     * @param newest the newest of each kind, newest first
     * @param counts how many there are of each kind that there is
     */
    public record Found(List<PaymentException> newest, Map<Kind, Integer> counts) {}

    /** One of them. */
    public record PaymentException(
            Kind kind,
            String subject,
            @Nullable String lotId,
            @Nullable String reservationId,
            Money amount,
            Instant since,
            String detail) {}
}
