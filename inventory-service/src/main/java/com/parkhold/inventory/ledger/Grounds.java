package com.parkhold.inventory.ledger;

import com.parkhold.inventory.ledger.BatchDecision.HoldKey;
import com.parkhold.inventory.lot.LotVersion;
import com.parkhold.inventory.lot.LotVersions;
import com.parkhold.inventory.roundtrip.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a batch is decided on: rows that are locked, or rows that are only believed to be as this instance left them. The
 * latter is asked with what is written, and nothing is committed where it was not so.
 *
 * @param holds those that exist already, locked
 */
record Grounds(Map<String, LotVersion> lots, Collection<LedgerDay> days, Map<HoldKey, Hold> holds, boolean locked) {

    /** What the batch writes to the ledger, and that all it did not lock must be as it was believed to be. */
    List<Step> writing(List<LedgerDay> changed) {
        List<Step> steps = new ArrayList<>();
        if (!changed.isEmpty()) {
            steps.add(LedgerRows.writing(changed));
        }
        if (!locked) {
            List<LedgerDay> lookedAt = days.stream()
                    .filter(day -> day.isLookedAt() && !day.isChanged())
                    .toList();
            if (!lookedAt.isEmpty()) {
                steps.add(LedgerRows.comparing(lookedAt));
            }
            steps.add(LotVersions.comparing(lots.values()));
        }
        return steps;
    }
}
