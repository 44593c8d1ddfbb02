package com.parkhold.payment.ledger;

import com.parkhold.payment.ledger.LotReport.Day;
import com.parkhold.payment.ledger.LotReport.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads reports from the books. */
@Component
public class Reports {

    private static final String SUMS = """
            select %s currency,
                   coalesce(sum(amount) filter (where kind = 'CAPTURE'), 0) captured,
                   coalesce(sum(amount) filter (where kind = 'REFUND'), 0)
                     - coalesce(sum(amount) filter (where kind = 'REFUND_REVERSED'), 0) refunded,
                   coalesce(sum(amount) filter (where kind = 'CREDIT'), 0) credited,
                   coalesce(sum(amount) filter (where kind = 'STAY_CHARGE'), 0) overstay,
                   coalesce(sum(amount) filter (where kind = 'CREDIT_SPENT'), 0) credit_used,
                   coalesce(sum(amount) filter (where kind = 'DISPUTE'), 0)
                     - coalesce(sum(amount) filter (where kind = 'DISPUTE_REVERSED'), 0) disputed,
                   count(*) filter (where kind = 'DISPUTE') disputes,
                   count(*) filter (where kind = 'CAPTURE') captures,
                   count(*) filter (where kind = 'REFUND') refunds,
                   count(*) filter (where kind = 'CREDIT') credits,
                   count(*) filter (where kind = 'STAY_CHARGE') overstays
            from (select occurred_at, kind, booked.currency,
                         (select sum(amount_minor) from ledger_entry entry
                          where entry.lot_id = booked.lot_id and entry.transaction_id = booked.id
                            and amount_minor > 0) amount
                  from ledger_transaction booked
                  where lot_id = :lot and occurred_at >= :from and occurred_at < :to
                    and kind not in ('CREDIT_HELD', 'CREDIT_GIVEN_BACK')) moved
            """;

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A lot's report; both queries see the same books. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public LotReport of(String lotId, Instant from, Instant to, ZoneId zone) {
        List<Day> days = query(
                        SUMS.formatted("cast(occurred_at at time zone :zone as date) as day,")
                                + "group by day, currency order by day, currency",
                        lotId,
                        from,
                        to)
                .param("zone", zone.getId())
                .query((row, _) -> new Day(row.getObject("day", LocalDate.class), line(row)))
                .list();
        List<Line> totals = query(SUMS.formatted("") + "group by currency order by currency", lotId, from, to)
                .query((row, _) -> line(row))
                .list();
        return new LotReport(lotId, from, to, zone, days, totals);
    }

    private JdbcClient.StatementSpec query(String sql, String lotId, Instant from, Instant to) {
        return jdbc.sql(sql)
                .param("lot", lotId)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("currency"),
                row.getLong("captured"),
                row.getLong("refunded"),
                row.getLong("credited"),
                row.getLong("overstay"),
                row.getLong("credit_used"),
                row.getLong("disputed"),
                row.getInt("captures"),
                row.getInt("refunds"),
                row.getInt("credits"),
                row.getInt("overstays"),
                row.getInt("disputes"));
    }
}
