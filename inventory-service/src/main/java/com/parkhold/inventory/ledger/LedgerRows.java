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
     * Makes the rows that are not there yet, empty but for spots that are withdrawn, with the capacity their class has
     * now. Holds a share lock on the class until the end of the transaction, so that a change of it comes wholly before or
     * wholly after; {@link MakingLedgerRows} has taken that lock before.
     */
    public void make(Collection<LedgerKey> keys) {
        Columns columns = Columns.of(keys);
        jdbc.sql("""
                insert into ledger_day (lot_id, spot_class, day, capacity, overbooked, used, version)
                select k.lot_id, k.spot_class, date '1970-01-01' + k.day, c.sellable,
                  greatest(0, (select max(cell) from unnest(w.cells) cell) - c.sellable),
                  coalesce(w.cells, array_fill(0::smallint, array[96])), c.version
                from unnest(:lots::text[], :classes::text[], :days::int4[]) as k (lot_id, spot_class, day)
                join (select lot_id, spot_class, sellable, version from spot_class
                      where (lot_id, spot_class) in (select * from unnest(:lots::text[], :classes::text[]))
                      order by lot_id, spot_class for share) c using (lot_id, spot_class)
                cross join lateral withdrawn_cells(k.lot_id, k.spot_class, date '1970-01-01' + k.day) w (cells)
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
     * Writes the cells that were changed, and expects that each row still has the version it had: whoever holds its lock
     * knows that it has, everybody else finds out.
     */
    static Step writing(Collection<LedgerDay> days) {
        Columns columns = Columns.of(days.stream().map(LedgerDay::key).toList());
        int[] starts = new int[days.size()];
        return Step.expecting(
                days.size(),
                """
                update ledger_day d set
                  used[w.first_cell : w.last_cell] = (?::int2[])[w.start : w.start + w.last_cell - w.first_cell],
                  overbooked = w.overbooked, version = w.next_version
                from unnest(?::text[], ?::text[], ?::int4[], ?::int8[], ?::int8[], ?::int4[], ?::int4[], ?::int4[], ?::int4[])
                  as w (lot_id, spot_class, day, version, next_version, overbooked, first_cell, last_cell, start)
                where d.lot_id = w.lot_id and d.spot_class = w.spot_class and d.day = date '1970-01-01' + w.day
                  and d.version = w.version
                returning 1""",
                changedCells(days, starts),
                columns.lots,
                columns.classes,
                columns.days,
                days.stream().mapToLong(LedgerDay::version).toArray(),
                days.stream().mapToLong(LedgerDay::nextVersion).toArray(),
                days.stream().mapToInt(LedgerDay::overbooked).toArray(),
                days.stream().mapToInt(day -> day.firstChanged() + 1).toArray(),
                days.stream().mapToInt(LedgerDay::lastChanged).toArray(),
                starts);
    }

    /** Expects that the rows still have the version they had. */
    static Step comparing(Collection<LedgerDay> days) {
        Columns columns = Columns.of(days.stream().map(LedgerDay::key).toList());
        return Step.expecting(
                days.size(),
                """
                select 1 from unnest(?::text[], ?::text[], ?::int4[], ?::int8[]) k (lot_id, spot_class, day, version)
                cross join lateral (select 1 from ledger_day
                  where lot_id = k.lot_id and spot_class = k.spot_class and day = date '1970-01-01' + k.day
                    and version = k.version offset 0) d""",
                columns.lots,
                columns.classes,
                columns.days,
                days.stream().mapToLong(LedgerDay::version).toArray());
    }

    /** The changed cells of all rows, one row after the other, and where each row's begin, counted from 1. */
    private static short[] changedCells(Collection<LedgerDay> days, int[] starts) {
        short[] cells = new short
                [days.stream()
                        .mapToInt(day -> day.lastChanged() - day.firstChanged())
                        .sum()];
        int row = 0;
        int from = 0;
        for (LedgerDay day : days) {
            starts[row++] = from + 1;
            from += day.copyChanged(cells, from);
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

    /** Rows as they are committed now; a day without a row is as it would be made. */
    public Map<LedgerKey, LedgerView> read(Collection<LedgerKey> keys) {
        Columns columns = Columns.of(keys);
        return jdbc
                .sql("""
                        select k.lot_id, k.spot_class, k.day, coalesce(d.capacity, c.sellable) as capacity,
                          array_send(coalesce(d.used, withdrawn_cells(k.lot_id, k.spot_class, k.day))) as used,
                          coalesce(d.version, c.version) as version
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
    private record Columns(String[] lots, String[] classes, int[] days) {
        static Columns of(Collection<LedgerKey> keys) {
            return new Columns(
                    keys.stream().map(LedgerKey::lotId).toArray(String[]::new),
                    keys.stream().map(LedgerKey::spotClass).toArray(String[]::new),
                    keys.stream().mapToInt(key -> Math.toIntExact(key.day())).toArray());
        }
    }
}
