package com.parkhold.system.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of one invariant.
 *
 * @param operations how many things it was held against
 */
public record Finding(String invariant, long operations, List<Violation> violations) {

    /**
     * One thing that is not as it must be.
     *
     * @param subject what it is about, the same in every round
     */
    public record Violation(String subject, String detail) {}

    /** The same finding without the violations whose subjects were in order at another time. */
    Finding keepingOnly(Set<String> subjects) {
        return new Finding(
                invariant,
                operations,
                violations.stream()
                        .filter(violation -> subjects.contains(violation.subject()))
                        .toList());
    }

    Set<String> subjects() {
        return violations.stream().map(Violation::subject).collect(Collectors.toSet());
    }

    /** Collects a finding. */
    static final class Tally {
        private final String invariant;
        private final List<Violation> violations = new ArrayList<>();
        private long operations;

        Tally(String invariant) {
            this.invariant = invariant;
        }

        /** Notes that something was looked at, and whether it is in order. */
        void check(boolean inOrder, String subject, String detail) {
            operations++;
            if (!inOrder) {
                violations.add(new Violation(subject, detail));
            }
        }

        Finding finding() {
            return new Finding(invariant, operations, List.copyOf(violations));
        }
    }
}
