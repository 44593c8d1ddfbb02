package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.roundtrip.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a batch is decided on: rows that are locked, or rows that are only believed to be as this instance left them. The
 * latter is asked with what is written, and nothing is committed where it was not so.
 *
 * @param holds those that exist already, locked
 */
record Grounds(Map<String, LotVersion> lots, Collection<LedgerDay> days, Map<HoldKey, Hold> holds, boolean locked) {

    /** What the batch writes to the ledger, and the questions whether it could rely on all that it did not lock. */
    Writing writing(List<LedgerDay> changed) {
        Writing writing = new Writing();
        if (!changed.isEmpty()) {
            writing.expect(changed.size(), LedgerRows.writing(changed).counting(writing.found::addAndGet));
        }
        if (!locked) {
            List<LedgerDay> lookedAt = days.stream()
                    .filter(day -> day.isLookedAt() && !day.isChanged())
                    .toList();
            if (!lookedAt.isEmpty()) {
                writing.expect(lookedAt.size(), LedgerRows.comparing(lookedAt, writing.found::addAndGet));
            }
            writing.expect(lots.size(), LotVersions.comparing(lots.values(), writing.found::addAndGet));
        }
        return writing;
    }

    /** Statements, and how many rows all of them together must meet. */
    static final class Writing {
        private final List<Step> steps = new ArrayList<>();
        private final AtomicInteger found = new AtomicInteger();
        private int expected;

        private void expect(int rows, Step step) {
            expected += rows;
            steps.add(step);
        }

        List<Step> steps() {
            return steps;
        }

        /** Once the statements have run: whether each row was as it was believed to be. */
        boolean isTrue() {
            return found.get() == expected;
        }
    }
}
