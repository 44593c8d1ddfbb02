package com.parkhold.gate.keeping;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The leases on lots; times are the database's, so that no two instances' clocks have to agree. */
@Repository
class LotKeepers {

    private final JdbcClient jdbc;

    LotKeepers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what is kept already, unless another has taken it meanwhile. */
    void renew(String keeper, Duration lease) {
        jdbc.sql("update lot_keeper set until = clock_timestamp() + make_interval(secs => :lease) where keeper = :me")
                .param("me", keeper)
                .param("lease", seconds(lease))
                .update();
    }

    /** Takes lots whose keepers do not answer, whatever their leases say. */
    void seize(Collection<String> lots, String keeper, Duration lease) {
        lots.stream()
                .sorted()
                .forEach(lot -> jdbc.sql("""
                insert into lot_keeper (lot_id, keeper, until)
                values (:lot, :me, clock_timestamp() + make_interval(secs => :lease))
                on conflict (lot_id) do update set keeper = excluded.keeper, until = excluded.until""")
                        .param("lot", lot)
                        .param("me", keeper)
                        .param("lease", seconds(lease))
                        .update());
    }

    /** Takes lots that nobody keeps; whoever came first has them. */
    void claim(Collection<String> lots, String keeper, Duration lease) {
        lots.forEach(lot -> jdbc.sql("""
                insert into lot_keeper (lot_id, keeper, until)
                values (:lot, :me, clock_timestamp() + make_interval(secs => :lease))
                on conflict (lot_id) do update set keeper = excluded.keeper, until = excluded.until
                where lot_keeper.until < clock_timestamp()""")
                .param("lot", lot)
                .param("me", keeper)
                .param("lease", seconds(lease))
                .update());
    }

    /** All lots that have lanes, with who keeps them. */
    List<Kept> all() {
        return jdbc.sql("""
                select lot.lot_id, keeper, coalesce(until < clock_timestamp(), true) as lapsed
                from (select distinct lot_id from gate) lot left join lot_keeper using (lot_id)""")
                .query((row, _) -> new Kept(row.getString("lot_id"), row.getString("keeper"), row.getBoolean("lapsed")))
                .list();
    }

    /** An instance is there; those that were not for a day are not any more. Answers all that are. */
    List<String> seen(String address) {
        jdbc.sql("""
                insert into gate_instance (address, seen_at) values (:me, clock_timestamp())
                on conflict (address) do update set seen_at = excluded.seen_at
                where gate_instance.seen_at < clock_timestamp() - interval '1 minute'""").param("me", address).update();
        jdbc.sql("delete from gate_instance where seen_at < clock_timestamp() - interval '1 day'")
                .update();
        return jdbc.sql("select address from gate_instance")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** An instance stops. */
    void release(String keeper) {
        jdbc.sql("delete from lot_keeper where keeper = :me")
                .param("me", keeper)
                .update();
    }

    private static double seconds(Duration lease) {
        return lease.toMillis() / 1000.0;
    }

    /**
     * A lot with who keeps it.
     *
     * @param lapsed whether nobody has said so for a whole lease
     */
    record Kept(String lotId, @Nullable String keeper, boolean lapsed) {}
}
