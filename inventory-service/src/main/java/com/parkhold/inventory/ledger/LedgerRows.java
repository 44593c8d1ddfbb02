package com.parkhold.inventory.ledger;

import com.parkhold.inventory.roundtrip.RoundTrip;
import com.parkhold.inventory.roundtrip.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table ledger_day. */
@Repository
public class LedgerRows {

    private final JdbcClient jdbc;
    private final RoundTrip roundTrip;

    LedgerRows(JdbcClient jdbc, RoundTrip roundTrip) {
        this.jdbc = jdbc;
        this.roundTrip = roundTrip;
    }

    /**
     * Makes the rows that are not there yet, empty, with the capacity their class has now. Holds a share lock on the
     * class until the end of the transaction, so that a change of capacity comes wholly before or wholly after.
     */
    public void make(Collection<LedgerKey> keys) {
        Columns columns = Columns.of(keys);
        jdbc.sql("""
                insert into ledger_day (lot_id, spot_class, day, capacity, used, version)
                select k.lot_id, k.spot_class, date '1970-01-01' + k.day, c.sellable,
                  array_fill(0::smallint, array[96]), c.version
                from unnest(:lots::text[], :classes::text[], :days::int4[]) as k (lot_id, spot_class, day)
                join (select lot_id, spot_class, sellable, version from spot_class
                      where (lot_id, spot_class) in (select * from unnest(:lots::text[], :classes::text[]))
                      order by lot_id, spot_class for share) c using (lot_id, spot_class)
                on conflict do nothing""")
                .param("lots", columns.lots)
                .param("classes", columns.classes)
                .param("days", columns.days)
                .update();
    }

    /** Locks rows in the order of their keys until the end of the transaction, and hands over those that exist. */
    static Step locking(NavigableSet<LedgerKey> keys, Consumer<LedgerDay> found) {
        Columns columns = Columns.of(keys);
        return Step.reading("""
                select d.lot_id, d.spot_class, d.day, d.capacity, array_send(d.used) as used, d.version
                from unnest(?::text[], ?::text[], ?::int4[]) k (lot_id, spot_class, day)
                cross join lateral (select * from ledger_day
                  where lot_id = k.lot_id and spot_class = k.spot_class and day = date '1970-01-01' + k.day
                  for update) d""", row -> found.accept(locked(row, 0)), columns.lots, columns.classes, columns.days);
    }

    /**
     * Writes locked rows back, each one version on. Written as an insert that meets its row: that way leads straight to
     * the row's partition, where an update by a list of keys would open all of them.
     */
    static Step writing(Collection<LedgerDay> days) {
        Columns columns = Columns.of(days.stream().map(LedgerDay::key).toList());
        return Step.writing(
                """
                insert into ledger_day as d (lot_id, spot_class, day, capacity, overbooked, used, version)
                select w.lot_id, w.spot_class, date '1970-01-01' + w.day, w.capacity, w.overbooked,
                  (?::int2[])[w.number * 96 - 95 : w.number * 96], 0
                from unnest(?::text[], ?::text[], ?::int4[], ?::int4[], ?::int4[])
                  with ordinality as w (lot_id, spot_class, day, capacity, overbooked, number)
                on conflict (lot_id, spot_class, day) do update
                set used = excluded.used, overbooked = excluded.overbooked, version = d.version + 1""",
                cells(days),
                columns.lots,
                columns.classes,
                columns.days,
                days.stream().map(LedgerDay::capacity).toArray(Integer[]::new),
                days.stream().map(LedgerDay::overbooked).toArray(Integer[]::new));
    }

    /** The cells of all rows, one row after the other. */
    private static short[] cells(Collection<LedgerDay> days) {
        short[] cells = new short[days.size() * Slots.A_DAY];
        int from = 0;
        for (LedgerDay day : days) {
            day.copyCells(cells, from);
            from += Slots.A_DAY;
        }
        return cells;
    }

    /** Locks rows as {@link #locking} does. */
    List<LedgerDay> lock(NavigableSet<LedgerKey> keys) {
        List<LedgerDay> locked = new ArrayList<>(keys.size());
        if (!keys.isEmpty()) {
            roundTrip.run(List.of(locking(keys, locked::add)));
        }
        return locked;
    }

    /** Writes rows as {@link #writing} does. */
    void write(Collection<LedgerDay> days) {
        if (!days.isEmpty()) {
            roundTrip.run(List.of(writing(days)));
        }
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
                        returning d.lot_id, d.spot_class, d.day, d.capacity, array_send(d.used) as used, d.version""")
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
                          array_send(d.used) as used, coalesce(d.version, c.version) as version
                        from (select lot_id, spot_class, date '1970-01-01' + number as day
                              from unnest(:lots::text[], :classes::text[], :days::int4[]) u (lot_id, spot_class, number)) k
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
        return new LedgerDay(
                key, row.getInt("capacity"), ArrayBytes.cells(row.getBytes("used")), row.getLong("version"));
    }

    @SuppressWarnings("ArrayRecordComponent") // three parameters of one statement, never compared
    private record Columns(String[] lots, String[] classes, Integer[] days) {
        static Columns of(Collection<LedgerKey> keys) {
            return new Columns(
                    keys.stream().map(LedgerKey::lotId).toArray(String[]::new),
                    keys.stream().map(LedgerKey::spotClass).toArray(String[]::new),
                    keys.stream().map(key -> Math.toIntExact(key.day())).toArray(Integer[]::new));
        }
    }
}
