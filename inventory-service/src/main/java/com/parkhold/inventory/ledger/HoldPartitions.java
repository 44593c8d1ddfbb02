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
 * Where a lot's rows lie in the table hold, so that lots of one partition go to one shard, or to neighbouring ones where
 * shards and partitions do not come out even: a batch pays for each partition that it opens as for several rows. Which
 * shard decides a lot matters for speed alone.
 */
@Component
class HoldPartitions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HoldPartitions.class);
    private static final int MOST = 20_000;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private final JdbcClient jdbc;
    private final Cache<String, Double> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HoldPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The lot's place on a line from 0 to 1, along which the partitions lie one after the other, each with its lots spread
     * over its part; nobody waits for it, so a lot's first ones get any place.
     */
    double placeOf(String lotId) {
        Double held = known.getIfPresent(lotId);
        if (held != null) {
            return held;
        }
        if (asked.add(lotId)) {
            threads.execute(() -> learn(lotId));
        }
        return spread(lotId);
    }

    /** @param partition counted from 0 */
    static double place(String lotId, int partition, int partitions) {
        return (partition + spread(lotId)) / partitions;
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
    private double ask(String lotId) {
        return jdbc.sql("""
                        select number, parts
                        from (select count(*)::int as parts from pg_inherits where inhparent = 'hold'::regclass) p,
                          generate_series(0, parts - 1) number
                        where satisfies_hash_partition('hold'::regclass, parts, number, :lot::text)""")
                .param("lot", lotId)
                .query((row, _) -> place(lotId, row.getInt("number"), row.getInt("parts")))
                .optional()
                .orElseGet(() -> spread(lotId));
    }

    /** From 0 to 1, and far apart for names that are near each other. */
    private static double spread(String lotId) {
        int mixed = lotId.hashCode() * GOLDEN_RATIO;
        return (mixed >>> Byte.SIZE) / (double) (1 << (Integer.SIZE - Byte.SIZE));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
