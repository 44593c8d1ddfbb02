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

/** What the provider owes for each lot and day, by its own account book, after its fees. */
@Component
public class Payouts {

    private final JdbcClient jdbc;

    Payouts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of some lots; a line for each day, lot and currency with any movement, oldest first. */
    @Transactional(readOnly = true)
    public List<Line> of(Collection<String> lots, Instant from, Instant to, ZoneId zone) {
        if (lots.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                select cast(happened_at at time zone :zone as date) as day, payment.lot_id, moved.currency,
                       coalesce(sum(moved.amount_minor) filter (where kind = 'CHARGE'), 0) as charged,
                       coalesce(-sum(moved.amount_minor) filter (where kind = 'REFUND'), 0) as refunded,
                       coalesce(-sum(moved.amount_minor) filter (where kind = 'DISPUTE'), 0) as disputed,
                       sum(moved.fee_minor) as fees, sum(moved.amount_minor - moved.fee_minor) as net
                from provider_movement moved
                join payment on payment.reservation_id = moved.reservation_id or payment.intent_id = moved.intent_id
                where payment.lot_id in (:lots) and happened_at >= :from and happened_at < :to and kind <> 'OTHER'
                group by 1, 2, 3 order by 1, 2, 3""")
                .param("zone", zone.getId())
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
            long feesMinor,
            long netMinor) {}
}
