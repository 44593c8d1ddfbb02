package com.parkhold.gate.commissioning;

import com.parkhold.gate.barrier.Loop;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one drive through a lane: every wired loop must be reached in its order and left again. Whoever rolls back
 * onto a loop that was reached already does no harm. Not safe for several threads.
 */
final class LoopOrder {

    private final List<Loop> wired;
    private final Set<Loop> reached = EnumSet.noneOf(Loop.class);
    private final Set<Loop> left = EnumSet.noneOf(Loop.class);
    private @Nullable String wrong;

    /** @param wired in the order in which a car comes over them */
    LoopOrder(List<Loop> wired) {
        this.wired = List.copyOf(wired);
    }

    /** Takes what the loops show now. */
    void see(Map<Loop, Boolean> loops) {
        for (Loop loop : wired) {
            boolean occupied = loops.getOrDefault(loop, false);
            if (occupied && reached.add(loop)) {
                requireThoseBefore(loop);
            } else if (!occupied && reached.contains(loop)) {
                left.add(loop);
            }
        }
    }

    boolean isComplete() {
        return wrong == null && left.containsAll(wired);
    }

    /** What cannot become right any more; null while all is well. */
    @Nullable
    String wrong() {
        return wrong;
    }

    /** What is still missing. */
    String missing() {
        return wired.stream()
                .filter(loop -> !left.contains(loop))
                .findFirst()
                .map(loop -> reached.contains(loop)
                        ? loop + " was reached and never left"
                        : "nothing was driven over " + loop)
                .orElse("nothing");
    }

    private void requireThoseBefore(Loop loop) {
        wired.stream()
                .takeWhile(before -> before != loop)
                .filter(before -> !reached.contains(before))
                .findFirst()
                .ifPresent(before -> wrong =
                        "%s was reached before %s: are they wired to each other's inputs?".formatted(loop, before));
    }
}
