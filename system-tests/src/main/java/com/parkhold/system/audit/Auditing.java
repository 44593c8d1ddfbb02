package com.parkhold.system.audit;

import com.parkhold.system.client.Parkhold;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges every invariant. The databases and the provider are not read at one instant and work is always under way, so
 * what looks wrong is looked at again: only what stays wrong for the whole of the patience is a violation.
 */
public final class Auditing {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Collecting collecting;

    public Auditing(Parkhold parkhold) {
        this.collecting = new Collecting(parkhold);
    }

    /** One finding for each invariant. Ends early once nothing is wrong. */
    public List<Finding> audit(Duration patience) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, Set<String>> wrongSoFar = new HashMap<>();
        while (true) {
            Evidence evidence = collecting.collect();
            List<Finding> findings = Invariant.all().stream()
                    .map(invariant -> invariant.judge(evidence))
                    .map(finding -> stillWrong(finding, wrongSoFar.get(finding.invariant())))
                    .toList();
            findings.forEach(finding -> wrongSoFar.put(finding.invariant(), finding.subjects()));
            if (System.nanoTime() > deadline
                    || findings.stream()
                            .allMatch(finding -> finding.violations().isEmpty())) {
                return findings;
            }
            Thread.sleep(PAUSE);
        }
    }

    private static Finding stillWrong(Finding finding, @Nullable Set<String> before) {
        return before == null ? finding : finding.keepingOnly(before);
    }
}
