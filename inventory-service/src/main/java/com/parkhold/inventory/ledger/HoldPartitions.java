package com.parkhold.inventory.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * In which partition of the table hold a lot's rows lie. Lots of one partition go to one shard: a batch pays for each
 * partition that it opens as for several rows. Which shard decides a lot matters for speed alone.
 */
@Component
class HoldPartitions {

    private static final Logger log = LoggerFactory.getLogger(HoldPartitions.class);
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final Cache<String, Integer> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    HoldPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the lot's partition, counted from 0. */
    int of(String lotId) {
        Integer held = known.getIfPresent(lotId);
        if (held != null) {
            return held;
        }
        try {
            int asked = ask(lotId);
            known.put(lotId, asked);
            return asked;
        } catch (DataAccessException away) {
            log.debug("Nobody says where lot {} lies", lotId, away);
            return Math.floorMod(lotId.hashCode(), Short.MAX_VALUE);
        }
    }

    private int ask(String lotId) {
        return jdbc.sql("""
                        select number from (select count(*)::int as parts from pg_inherits
                                            where inhparent = 'hold'::regclass) p, generate_series(0, parts - 1) number
                        where satisfies_hash_partition('hold'::regclass, parts, number, :lot::text)""").param("lot", lotId).query(Integer.class).optional().orElse(0);
    }
}
