package com.parkhold.payment.sweep;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is owed to each lot for each day: what the provider moved, by its own account book, after its fees, and the credit
 * of drivers, which is taken off where it was given and added where it was spent. Whose a movement is says its own word,
 * the booking that it paid, or else the books: what was refunded past us of a longer stay bears no name of ours.
 */
@Component
public class Payouts {

    private final JdbcClient jdbc;

    Payouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of some lots; a line for each day, lot and currency with any movement, oldest first. */
    @Transactional(readOnly = true)
    public List<Line> of(Collection<String> lots, Instant from, Instant to, ZoneId zone) {
        return lots.isEmpty() ? List.of() : lines(false, lots, from, to, zone);
    }

    /** Of all lots, as {@link #of}. */
    @Transactional(readOnly = true)
    public List<Line> ofAll(Instant from, Instant to, ZoneId zone) {
        return lines(true, List.of(""), from, to, zone);
    }

    /** @param lots not empty, also where it is of all */
    private List<Line> lines(boolean ofAll, Collection<String> lots, Instant from, Instant to, ZoneId zone) {
        return jdbc.sql("""
                select cast(happened_at at time zone :zone as date) as day, lot_id, currency,
                       coalesce(sum(amount_minor) filter (where kind = 'CHARGE'), 0) as charged,
                       coalesce(-sum(amount_minor) filter (where kind = 'REFUND'), 0) as refunded,
                       coalesce(-sum(amount_minor) filter (where kind = 'DISPUTE'), 0) as disputed,
                       coalesce(sum(amount_minor) filter (where kind = 'CREDIT_SPENT'), 0) as credit_spent,
                       coalesce(-sum(amount_minor) filter (where kind = 'CREDIT'), 0) as credit_given,
                       sum(fee_minor) as fees, sum(amount_minor - fee_minor) as net
                from (select happened_at, owner.lot_id, moved.currency, kind, moved.amount_minor, fee_minor
                      from provider_movement moved
                      join lateral (select lot_id from payment
                                    where reservation_id = moved.reservation_id or intent_id = moved.intent_id
                                    union select lot_id from ledger_transaction
                                    where provider_object in (moved.provider_object, moved.intent_id)) owner on true
                      where kind <> 'OTHER'
                      union all
                      select occurred_at, booked.lot_id, booked.currency, kind, -entry.amount_minor, 0
                      from ledger_transaction booked join ledger_entry entry
                        on entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
                      where kind in ('CREDIT', 'CREDIT_SPENT') and account = 'PARKING_REVENUE') moved
                where (:all or lot_id in (:lots)) and happened_at >= :from and happened_at < :to
                group by 1, 2, 3 order by 1, 2, 3""")
                .param("zone", zone.getId())
                .param("all", ofAll)
                .param("lots", lots)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, _) -> new Line(
                        row.getObject("day", LocalDate.class),
                        row.getString("lot_id"),
                        row.getString("currency"),
                        row.getLong("charged"),
                        row.getLong("refunded"),
                        row.getLong("disputed"),
                        row.getLong("credit_given"),
                        row.getLong("credit_spent"),
                        row.getLong("fees"),
                        row.getLong("net")))
                .list();
    }

    /** A lot's day in one currency, minor units. */
    public record Line(
            LocalDate date,
            String lotId,
            String currency,
            long chargedMinor,
            long refundedMinor,
            long disputedMinor,
            long creditGivenMinor,
            long creditSpentMinor,
            long feesMinor,
            long netMinor) {}
}
