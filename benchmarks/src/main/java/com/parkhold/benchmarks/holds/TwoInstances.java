package com.parkhold.benchmarks.holds;

import java.sql.SQLException;

/**
 * Two instances of the service on one database, each asked for half of the holds of every lot: what they lose against
 * one instance is all that a lock in front of the rows could ever win back.
 */
final class TwoInstances implements Strategy {

    private final String name;
    private final Strategy one;
    private final Strategy other;

    /** @param one also opens the lots and counts */
    TwoInstances(String name, Strategy one, Strategy other) {
        this.name = name;
        this.one = one;
        this.other = other;
    }

    @Override
    public String name() {
        return name;
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
        Stay own = new Stay(prefix() + stay.lotId(), stay.reservationId(), stay.from(), stay.until());
        return (stay.reservationId().hashCode() & 1) == 0 ? one.hold(own) : other.hold(own);
    }

    @Override
    public Recount recount(Setting setting) throws SQLException, InterruptedException {
        return one.recount(own(setting));
    }

    /** Lots of its own, since the one instance has opened those of the setting for itself. */
    private Setting own(Setting setting) {
        return new Setting(prefix() + setting.name(), setting.lots(), setting.capacity(), setting.binding());
    }

    private String prefix() {
        return name + "-";
    }

    @Override
    public void close() {
        // the instances belong to whoever started them
    }
}
