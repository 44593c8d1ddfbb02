package com.parkhold.benchmarks.holds;

import com.parkhold.benchmarks.holds.Strategy.Recount;
import java.util.ArrayList;
import java.util.List;

/**
 * What one strategy did in one setting.
 *
 * @param held in the measured time
 * @param acknowledged from the first request on, warm-up included
 * @param allocatedBytes by this process, clients included, in the measured time
 * @param cpuMillis of this process, clients included, in the measured time
 */
record Measurement(
        String strategy,
        Setting setting,
        double seconds,
        long held,
        long acknowledged,
        long refused,
        long unanswered,
        double p50Millis,
        double p99Millis,
        double cpuMillis,
        long allocatedBytes,
        Recount recount) {

    double rate() {
        return held / seconds;
    }

    double cpuMillisPerHold() {
        return held == 0 ? 0 : cpuMillis / held;
    }

    double allocatedBytesPerHold() {
        return held == 0 ? 0 : (double) allocatedBytes / held;
    }

    /** What must never be seen. */
    List<String> faults(boolean checksRoom) {
        List<String> faults = new ArrayList<>();
        if (recount.oversold() > 0) {
            faults.add("%s.%s oversold %d".formatted(strategy, setting.name(), recount.oversold()));
        }
        if (recount.drifted() > 0) {
            faults.add("%s.%s: %d ledger rows drifted".formatted(strategy, setting.name(), recount.drifted()));
        }
        if (recount.stored() < acknowledged || recount.stored() > acknowledged + unanswered) {
            faults.add("%s.%s acknowledged %d holds and stored %d"
                    .formatted(strategy, setting.name(), acknowledged, recount.stored()));
        }
        if (setting.binding() && checksRoom && refused == 0) {
            faults.add("%s.%s never filled up".formatted(strategy, setting.name()));
        }
        if (!setting.binding() && held == 0) {
            faults.add("%s.%s held nothing".formatted(strategy, setting.name()));
        }
        return faults;
    }
}
