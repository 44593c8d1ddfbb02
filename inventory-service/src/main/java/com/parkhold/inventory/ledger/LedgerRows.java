package com.parkhold.inventory.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table ledger_day. */
@Repository
public class LedgerRows {

    private final JdbcClient jdbc;

    LedgerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes the rows that are not there yet, empty, with the capacity their class has now. Holds a share lock on the
     * class until the end of the transaction, so that a change of capacity comes wholly before or wholly after.
     */
    public void make(Collection<LedgerKey> keys) {
        Columns columns = Columns.of(keys);
        jdbc.sql("""
                insert into ledger_day (lot_id, spot_class, day, capacity, used, version)
                select k.lot_id, k.spot_class, k.day, c.sellable, array_fill(0::smallint, array[96]), c.version
                from unnest(:lots::text[], :classes::text[], :days::text[]::date[]) as k (lot_id, spot_class, day)
                join (select lot_id, spot_class, sellable, version from spot_class
                      where (lot_id, spot_class) in (select * from unnest(:lots::text[], :classes::text[]))
                      order by lot_id, spot_class for share) c using (lot_id, spot_class)
                on conflict do nothing""")
                .param("lots", columns.lots)
                .param("classes", columns.classes)
                .param("days", columns.days)
                .update();
    }

    /** Locks rows in the order of their keys until the end of the transaction. */
    public List<LedgerDay> lock(NavigableSet<LedgerKey> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        Columns columns = Columns.of(keys);
        return jdbc.sql("""
                        select d.lot_id, d.spot_class, d.day, d.capacity, d.used, d.version
                        from unnest(:lots::text[], :classes::text[], :days::text[]::date[])
                          k (lot_id, spot_class, day)
                        cross join lateral (select * from ledger_day
                          where lot_id = k.lot_id and spot_class = k.spot_class and day = k.day for update) d""")
                .param("lots", columns.lots)
                .param("classes", columns.classes)
                .param("days", columns.days)
                .query(LedgerRows::locked)
                .list();
    }

    /** Writes locked rows back, each one version on. */
    public void write(Collection<LedgerDay> days) {
        if (days.isEmpty()) {
            return;
        }
        Columns columns = Columns.of(days.stream().map(LedgerDay::key).toList());
        jdbc.sql("""
                update ledger_day d set used = w.used::smallint[], overbooked = w.overbooked, version = d.version + 1
                from unnest(:lots::text[], :classes::text[], :days::text[]::date[], :used::text[], :overbooked::int[])
                  as w (lot_id, spot_class, day, used, overbooked)
                where d.lot_id = w.lot_id and d.spot_class = w.spot_class and d.day = w.day""")
                .param("lots", columns.lots)
                .param("classes", columns.classes)
                .param("days", columns.days)
                .param(
                        "used",
                        days.stream().map(day -> day.view().arrayLiteral()).toArray(String[]::new))
                .param("overbooked", days.stream().map(LedgerDay::overbooked).toArray(Integer[]::new))
                .update();
    }

    /** Gives a class another capacity from a day on and answers the locked rows, for the caller to judge. */
    public List<LedgerDay> resize(String lotId, String spotClass, LocalDate from) {
        return jdbc.sql("""
                        with ordered as (select day from ledger_day
                          where lot_id = :lot and spot_class = :class and day >= :from order by day for update)
                        update ledger_day d set capacity = c.sellable, version = greatest(d.version + 1, c.version),
                          overbooked = greatest(0, (select max(cell) from unnest(d.used) cell) - c.sellable)
                        from ordered, spot_class c
                        where d.lot_id = :lot and d.spot_class = :class and d.day = ordered.day
                          and c.lot_id = :lot and c.spot_class = :class
                        returning d.lot_id, d.spot_class, d.day, d.capacity, d.used, d.version""")
                .param("lot", lotId)
                .param("class", spotClass)
                .param("from", from)
                .query(LedgerRows::locked)
                .list();
    }

    /** The keys of a lot's rows from a day on. */
    public List<LedgerKey> keys(String lotId, LocalDate from) {
        return jdbc.sql("select spot_class, day from ledger_day where lot_id = :lot and day >= :from")
                .param("lot", lotId)
                .param("from", from)
                .query((row, _) -> new LedgerKey(
                        lotId,
                        row.getString("spot_class"),
                        row.getObject("day", LocalDate.class).toEpochDay()))
                .list();
    }

    /** Rows as they are committed now; a day without a row is all free, at its class's capacity. */
    public Map<LedgerKey, LedgerView> read(Collection<LedgerKey> keys) {
        Columns columns = Columns.of(keys);
        return jdbc
                .sql("""
                        select k.lot_id, k.spot_class, k.day, coalesce(d.capacity, c.sellable) as capacity,
                          d.used, coalesce(d.version, c.version) as version
                        from unnest(:lots::text[], :classes::text[], :days::text[]::date[]) as k (lot_id, spot_class, day)
                        join spot_class c using (lot_id, spot_class)
                        left join ledger_day d using (lot_id, spot_class, day)""")
                .param("lots", columns.lots)
                .param("classes", columns.classes)
                .param("days", columns.days)
                .query(LedgerRows::locked)
                .list()
                .stream()
                .map(LedgerDay::view)
                .collect(Collectors.toMap(LedgerView::key, view -> view));
    }

    private static LedgerDay locked(ResultSet row, int number) throws SQLException {
        LedgerKey key = new LedgerKey(
                row.getString("lot_id"),
                row.getString("spot_class"),
                row.getObject("day", LocalDate.class).toEpochDay());
        return new LedgerDay(key, row.getInt("capacity"), cells(row.getArray("used")), row.getLong("version"));
    }

    private static short[] cells(@Nullable Array used) throws SQLException {
        short[] cells = new short[Slots.A_DAY];
        if (used != null) {
            Short[] boxed = (Short[]) used.getArray();
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = boxed[cell];
            }
        }
        return cells;
    }

    @SuppressWarnings("ArrayRecordComponent") // three parameters of one statement, never compared
    private record Columns(String[] lots, String[] classes, String[] days) {
        static Columns of(Collection<LedgerKey> keys) {
            return new Columns(
                    keys.stream().map(LedgerKey::lotId).toArray(String[]::new),
                    keys.stream().map(LedgerKey::spotClass).toArray(String[]::new),
                    keys.stream()
                            .map(key -> LocalDate.ofEpochDay(key.day()).toString())
                            .toArray(String[]::new));
        }
    }
}
