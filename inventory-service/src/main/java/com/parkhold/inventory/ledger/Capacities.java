package com.parkhold.inventory.ledger;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table spot_class: what each class of a lot can sell. */
@Repository
public class Capacities {

    private final JdbcClient jdbc;

    Capacities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By class. */
    public NavigableMap<String, Integer> of(String lotId) {
        NavigableMap<String, Integer> sellable = new TreeMap<>();
        jdbc.sql("select spot_class, sellable from spot_class where lot_id = :lot")
                .param("lot", lotId)
                .query(row -> {
                    sellable.put(row.getString("spot_class"), row.getInt("sellable"));
                });
        return sellable;
    }

    /** Lets nobody change these classes until the end of the transaction. What was changed before can be seen from now on. */
    void share(Collection<LedgerKey> keys) {
        jdbc.sql("""
                select 1 from spot_class
                where (lot_id, spot_class) in (select * from unnest(:lots::text[], :classes::text[]))
                order by lot_id, spot_class for share""")
                .param("lots", keys.stream().map(LedgerKey::lotId).toArray(String[]::new))
                .param("classes", keys.stream().map(LedgerKey::spotClass).toArray(String[]::new))
                .query(Integer.class)
                .list();
    }

    /**
     * Locks all classes of a lot until the end of the transaction: no day is made meanwhile. Days that are not made yet
     * look different from now on in the classes that are named.
     */
    public void lock(String lotId, Collection<String> changing) {
        jdbc.sql("select 1 from spot_class where lot_id = :lot order by spot_class for update")
                .param("lot", lotId)
                .query(Integer.class)
                .list();
        jdbc.sql("update spot_class set version = version + 1 where lot_id = :lot and spot_class = any (:classes)")
                .param("lot", lotId)
                .param("classes", changing.toArray(String[]::new))
                .update();
    }

    /** Sets what classes can sell; locks them until the end of the transaction. */
    void set(String lotId, NavigableMap<String, Integer> sellable) {
        for (Map.Entry<String, Integer> entry : sellable.entrySet()) {
            jdbc.sql("""
                    insert into spot_class (lot_id, spot_class, sellable, version)
                    values (:lot, :class, :sellable, 0)
                    on conflict (lot_id, spot_class) do update
                    set sellable = excluded.sellable, version = spot_class.version + 1""")
                    .param("lot", lotId)
                    .param("class", entry.getKey())
                    .param("sellable", entry.getValue())
                    .update();
        }
    }
}
