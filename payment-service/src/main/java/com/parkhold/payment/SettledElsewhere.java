package com.parkhold.payment;

import java.util.Collection;
import java.util.List;

/**
 * What of the money that was given back without us settles what is owed, each unit of it once: what an earlier part was
 * lowered by settles no later one. Minor units.
 */
final class SettledElsewhere {

    private long leftMinor;

    private SettledElsewhere(long leftMinor) {
        this.leftMinor = leftMinor;
    }

    /** What settles no part yet: all that went, or may still go, less what is missing of the parts that went from here. */
    static SettledElsewhere of(List<RefundSnapshot> elsewhere, Collection<Refund> known) {
        return new SettledElsewhere(Math.max(0, GivenBackElsewhere.minor(elsewhere) - attributed(known)));
    }

    /** What is missing of the parts that went from here, and was not given back without us either: some of that came back. */
    static long shortfall(List<RefundSnapshot> elsewhere, Collection<Refund> known) {
        return Math.max(0, attributed(known) - GivenBackElsewhere.minor(elsewhere));
    }

    private static long attributed(Collection<Refund> known) {
        return known.stream()
                .filter(refund -> isPart(refund) && refund.isShort())
                .mapToLong(Refund::missingMinor)
                .sum();
    }

    /** What is still to go of an amount of a part. */
    long lower(Refund refund, long minor) {
        long settled = isPart(refund) ? Math.min(leftMinor, minor) : 0;
        leftMinor -= settled;
        return minor - settled;
    }

    /** What is taken for nothing goes back as far as it is still there, whatever went before. */
    static boolean isPart(Refund refund) {
        return refund.purpose() != RefundPurpose.UNWANTED;
    }
}
