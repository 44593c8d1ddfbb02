package com.parkhold.benchmarks.holds;

import java.sql.SQLException;

/**
 * Two instances of the service on one database, each asked for half of the holds of every lot: what they lose against
 * one instance is all that a lock in front of the rows could ever win back.
 */
final class TwoInstances implements Strategy {

    private static final String PREFIX = "twice-";

    private final Strategy one;
    private final Strategy other;

    /** @param one also opens the lots and counts; it is closed by whoever opened it, unlike the other */
    TwoInstances(Strategy one, Strategy other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public String name() {
        return "two-instances";
    }

    @Override
    public boolean checksRoom() {
        return true;
    }

    @Override
    public void prepare(Setting setting) throws SQLException, InterruptedException {
        one.prepare(own(setting));
    }

    @Override
    public Answer hold(Stay stay) throws SQLException, InterruptedException {
        Stay own = new Stay(PREFIX + stay.lotId(), stay.reservationId(), stay.from(), stay.until());
        return (stay.reservationId().hashCode() & 1) == 0 ? one.hold(own) : other.hold(own);
    }

    @Override
    public Recount recount(Setting setting) throws SQLException, InterruptedException {
        return one.recount(own(setting));
    }

    /** Lots of its own, since the one instance has opened those of the setting for itself. */
    private static Setting own(Setting setting) {
        return new Setting(PREFIX + setting.name(), setting.lots(), setting.capacity(), setting.binding());
    }

    @Override
    public void close() {
        other.close();
    }
}
