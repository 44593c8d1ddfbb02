package com.parkhold.benchmarks.holds;

import java.sql.SQLException;

/** A way to keep room. Holding may be asked for by many threads at once. */
interface Strategy extends AutoCloseable {

    String name();

    /** Whether it refuses what does not fit; one that does not is only a yardstick. */
    boolean checksRoom();

    /** Makes the setting's lots, empty. */
    void prepare(Setting setting) throws SQLException, InterruptedException;

    /** Answers after the commit. */
    Answer hold(Stay stay) throws SQLException, InterruptedException;

    /** Counts every hold that is stored. */
    Recount recount(Setting setting) throws SQLException, InterruptedException;

    @Override
    void close();

    /** What a client hears; whether an unanswered hold was stored is not known. */
    enum Answer {
        HELD,
        FULL,
        UNANSWERED
    }

    /**
     * What is stored.
     *
     * @param oversold how many more holds there are than spots, summed over lots and slots
     * @param drifted ledger rows that disagree with the holds
     */
    record Recount(long stored, long oversold, long drifted) {}
}
