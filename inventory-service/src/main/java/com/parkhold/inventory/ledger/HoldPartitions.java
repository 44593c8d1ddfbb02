package com.parkhold.inventory.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
class HoldPartitions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HoldPartitions.class);
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final Cache<String, Integer> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HoldPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of the lot's partition, counted from 0; nobody waits for it, so a lot's first ones get any number. */
    int of(String lotId) {
        Integer held = known.getIfPresent(lotId);
        if (held != null) {
            return held;
        }
        if (asked.add(lotId)) {
            threads.execute(() -> learn(lotId));
        }
        return anyOf(lotId);
    }

    private void learn(String lotId) {
        try {
            known.put(lotId, ask(lotId));
        } catch (DataAccessException away) {
            log.debug("Nobody says where lot {} lies", lotId, away);
        } finally {
            asked.remove(lotId);
        }
    }

    /** Where there are no partitions, lots are spread all the same. */
    private int ask(String lotId) {
        return jdbc.sql("""
                        select number from (select count(*)::int as parts from pg_inherits
                                            where inhparent = 'hold'::regclass) p, generate_series(0, parts - 1) number
                        where satisfies_hash_partition('hold'::regclass, parts, number, :lot::text)""").param("lot", lotId).query(Integer.class).optional().orElseGet(() -> anyOf(lotId));
    }

    private static int anyOf(String lotId) {
        return Math.floorMod(lotId.hashCode(), Short.MAX_VALUE);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
