package com.parkhold.system;

import com.parkhold.system.audit.Auditing;
import com.parkhold.system.audit.Finding;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Stack;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./park audit [PATIENCE]}: violations per operations for each invariant, and a non-zero end if there is one.
 * What is under way is given PATIENCE (an ISO-8601 duration, a minute unless told) to come to rest.
 */
public final class Audit {

    private static final int SHOWN = 20;

    private Audit() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(arguments.length == 0 ? Duration.ofMinutes(1) : Duration.parse(arguments[0])));
    }

    private static int run(Duration patience) throws InterruptedException {
        try {
            long begun = System.nanoTime();
            List<Finding> findings = new Auditing(new Parkhold(Stack.ofThisCall())).audit(patience);
            findings.forEach(Audit::print);
            int violations = findings.stream()
                    .mapToInt(finding -> finding.violations().size())
                    .sum();
            System.out.printf(
                    Locale.ROOT,
                    "%s after %.1f s%n",
                    violations == 0 ? "in order" : violations + " violations",
                    (System.nanoTime() - begun) / 1e9);
            return violations == 0 ? 0 : 1;
        } catch (SQLException | UncheckedIOException unread) {
            System.err.println("audit: not carried out: " + unread.getMessage());
            return 2;
        }
    }

    private static void print(Finding finding) {
        System.out.printf(
                Locale.ROOT, "%6d / %-7d %s%n", finding.violations().size(), finding.operations(), finding.invariant());
        finding.violations().stream()
                .limit(SHOWN)
                .forEach(violation -> System.out.println("        " + violation.subject() + ": " + violation.detail()));
    }
}
