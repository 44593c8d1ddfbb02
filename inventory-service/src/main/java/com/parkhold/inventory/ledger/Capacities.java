package com.parkhold.inventory.ledger;

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
