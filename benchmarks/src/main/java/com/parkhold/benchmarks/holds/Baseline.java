package com.parkhold.benchmarks.holds;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;

/** The usual ways to keep room, one request a transaction. */
final class Baseline implements Strategy {

    static final String ROW_LOCK = "row-lock";
    static final String SLOT_COUNTERS = "slot-counters";

    private final String name;
    private final BaselineTables tables;
    private final boolean looksForOverlaps;
    private final boolean checksRoom;
    private final Holding holding;

    private interface Holding {
        Answer hold(Stay stay) throws SQLException, InterruptedException;
    }

    private Baseline(
            String name, BaselineTables tables, boolean looksForOverlaps, boolean checksRoom, Holding holding) {
        this.name = name;
        this.tables = tables;
        this.looksForOverlaps = looksForOverlaps;
        this.checksRoom = checksRoom;
        this.holding = holding;
    }

    /**
     * A lock in Redis for the lot and the day, within it a look and an insert in REPEATABLE READ. Stays of a day overlap
     * in every way, so a lock for anything narrower would sell twice.
     */
    static Strategy lockAndCheck(BaselineTables tables, RedissonClient redisson) {
        return new Baseline(HoldsReport.LOCK_AND_CHECK, tables, true, true, stay -> {
            RLock lock = redisson.getLock("lot:" + stay.lotId() + ":day");
            lock.lockInterruptibly();
            try (Connection connection = tables.connect()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return insertIfFree(connection, stay, capacity(connection, stay, ""));
            } finally {
                lock.unlock();
            }
        });
    }

    /** A row lock on the lot. */
    static Strategy rowLock(BaselineTables tables) {
        return new Baseline(ROW_LOCK, tables, true, true, stay -> {
            try (Connection connection = tables.connect()) {
                return insertIfFree(connection, stay, capacity(connection, stay, " for update"));
            }
        });
    }

    /** A counter for each slot, locked in order. */
    static Strategy slotCounters(BaselineTables tables) {
        return new Baseline(SLOT_COUNTERS, tables, false, true, stay -> {
            try (Connection connection = tables.connect();
                    PreparedStatement statement = connection.prepareStatement("""
                        with locked as (select lot_id, slot from slot_counter
                          where lot_id = ? and slot >= ? and slot < ? order by slot for update)
                        update slot_counter c set used = used + 1 from locked
                        where c.lot_id = locked.lot_id and c.slot = locked.slot and used < capacity\
                        """)) {
                statement.setString(1, stay.lotId());
                statement.setInt(2, stay.from());
                statement.setInt(3, stay.until());
                return insertIf(statement.executeUpdate() == stay.until() - stay.from(), connection, stay);
            }
        });
    }

    /** One bare insert a commit, without any check: what a commit costs. */
    static Strategy insertOnly(BaselineTables tables) {
        return new Baseline(HoldsReport.INSERT_ONLY, tables, false, false, stay -> {
            try (Connection connection = tables.connect()) {
                return insertIf(true, connection, stay);
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean checksRoom() {
        return checksRoom;
    }

    @Override
    public void prepare(Setting setting) throws SQLException {
        tables.prepare(setting);
        if (looksForOverlaps) {
            tables.indexWindows();
        }
    }

    @Override
    public Answer hold(Stay stay) throws SQLException, InterruptedException {
        return holding.hold(stay);
    }

    @Override
    public Recount recount(Setting setting) throws SQLException {
        Recount counted = tables.recount(setting);
        return checksRoom ? counted : new Recount(counted.stored(), 0, 0);
    }

    @Override
    public void close() {
        // the tables belong to whoever made them
    }

    private static int capacity(Connection connection, Stay stay, String lock) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select capacity from lot where lot_id = ?" + lock)) {
            statement.setString(1, stay.lotId());
            return BaselineTables.number(statement);
        }
    }

    private static Answer insertIfFree(Connection connection, Stay stay, int capacity) throws SQLException {
        return insertIf(BaselineTables.overlapping(connection, stay) < capacity, connection, stay);
    }

    private static Answer insertIf(boolean free, Connection connection, Stay stay) throws SQLException {
        if (!free) {
            connection.rollback();
            return Answer.FULL;
        }
        BaselineTables.insert(connection, stay);
        connection.commit();
        return Answer.HELD;
    }
}
