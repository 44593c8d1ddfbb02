package com.parkhold.common.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Requests by the key that their sender chose, so that a repeated one acts once and answers the same.
 *
 * <p>A key is claimed in the transaction that makes its subject. Its holder has a lease; a repetition within the lease
 * is told that the first is under way, one after it (the holder crashed) takes the same subject over.
 */
public class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final Clock clock;

    public IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Claims a key for a new subject, or says what became of its first use.
     *
     * @param scope who may not see another's keys: a user, a gate
     * @param fingerprint of the request's content
     * @param subjectId of what the request would make, if it is the first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Claim claim(String scope, String key, String fingerprint, String subjectId, Duration lease) {
        Instant now = clock.instant();
        int inserted = jdbc.sql("""
                insert into idempotency_key (scope, key, fingerprint, subject_id, leased_until, created_at)
                values (:scope, :key, :fingerprint, :subject, :until, :now) on conflict do nothing""")
                .param("scope", scope)
                .param("key", key)
                .param("fingerprint", fingerprint)
                .param("subject", subjectId)
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .update();
        return inserted == 1 ? new Claim.First(subjectId) : repeated(scope, key, fingerprint, now, lease);
    }

    /** Keeps the answer for every repetition. */
    @Transactional
    public void complete(String scope, String key, int status, String body) {
        jdbc.sql("""
                update idempotency_key set response_status = :status, response_body = :body
                where scope = :scope and key = :key and response_status is null""")
                .param("status", status)
                .param("body", body)
                .param("scope", scope)
                .param("key", key)
                .update();
    }

    /** Forgets a key whose request came to nothing, so that the same key may try anew. */
    @Transactional
    public void abandon(String scope, String key) {
        jdbc.sql("delete from idempotency_key where scope = :scope and key = :key and response_status is null")
                .param("scope", scope)
                .param("key", key)
                .update();
    }

    /** Forgets keys that are too old to be repeated; returns how many. */
    @Transactional
    public int forgetOlderThan(Duration age) {
        return jdbc.sql("delete from idempotency_key where created_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(age)))
                .update();
    }

    private Claim repeated(String scope, String key, String fingerprint, Instant now, Duration lease) {
        Optional<Row> first = jdbc.sql("""
                select fingerprint, subject_id, leased_until, response_status, response_body
                from idempotency_key where scope = :scope and key = :key for update""")
                .param("scope", scope)
                .param("key", key)
                .query(Row::read)
                .optional();
        if (first.isEmpty()) {
            return new Claim.InFlight();
        }
        Row row = first.get();
        if (!row.fingerprint.equals(fingerprint)) {
            return new Claim.OtherRequest();
        }
        if (row.status != null) {
            return new Claim.Answered(row.status, row.body == null ? "" : row.body);
        }
        if (row.leasedUntil.isAfter(now)) {
            return new Claim.InFlight();
        }
        jdbc.sql("update idempotency_key set leased_until = :until where scope = :scope and key = :key")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("scope", scope)
                .param("key", key)
                .update();
        return new Claim.TakenOver(row.subjectId);
    }

    private record Row(
            String fingerprint,
            String subjectId,
            Instant leasedUntil,
            @Nullable Integer status,
            @Nullable String body) {
        static Row read(ResultSet result, int rowNumber) throws SQLException {
            return new Row(
                    result.getString("fingerprint"),
                    result.getString("subject_id"),
                    result.getTimestamp("leased_until").toInstant(),
                    result.getObject("response_status", Integer.class),
                    result.getString("response_body"));
        }
    }
}
