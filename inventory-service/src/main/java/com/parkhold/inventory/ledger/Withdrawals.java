package com.parkhold.inventory.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table spot_withdrawal. What is over stays, since the ledger has counted it. */
@Repository
public class Withdrawals {

    private final JdbcClient jdbc;

    Withdrawals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a lot that are not over at an instant, in the order of their beginnings. */
    public List<Withdrawal> of(String lotId, Instant notOverAt) {
        return jdbc.sql("""
                        select lot_id, spot_id, spot_class, status, reason, from_at, until_at from spot_withdrawal
                        where lot_id = :lot and coalesce(until_at, timestamptz 'infinity') > :at
                        order by from_at, spot_id""")
                .param("lot", lotId)
                .param("at", Timestamp.from(notOverAt))
                .query(Withdrawals::read)
                .list();
    }

    void add(Withdrawal withdrawal) {
        Instant until = withdrawal.until();
        jdbc.sql("""
                insert into spot_withdrawal (lot_id, spot_id, spot_class, status, reason, from_at, until_at)
                values (:lot, :spot, :class, :status, :reason, :from, :until)""")
                .param("lot", withdrawal.lotId())
                .param("spot", withdrawal.spotId())
                .param("class", withdrawal.spotClass())
                .param("status", withdrawal.status().name())
                .param("reason", withdrawal.reason())
                .param("from", Timestamp.from(withdrawal.from()))
                .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                .update();
    }

    void remove(Withdrawal withdrawal) {
        jdbc.sql("delete from spot_withdrawal where lot_id = :lot and spot_id = :spot and from_at = :from")
                .param("lot", withdrawal.lotId())
                .param("spot", withdrawal.spotId())
                .param("from", Timestamp.from(withdrawal.from()))
                .update();
    }

    private static Withdrawal read(ResultSet row, int number) throws SQLException {
        return new Withdrawal(
                row.getString("lot_id"),
                row.getString("spot_id"),
                row.getString("spot_class"),
                Withdrawal.Kind.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getTimestamp("from_at").toInstant(),
                instant(row.getTimestamp("until_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp read) {
        return read == null ? null : read.toInstant();
    }
}
