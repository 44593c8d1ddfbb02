package com.parkhold.gate.lane;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which input of the controller each loop is wired to, counted from 0; absent where there is no such loop.
 *
 * @param passage behind the arm: its fall means that a car is through
 * @param safety under the arm
 * @param arming before the arm
 * @param normallyClosed the inputs that are on while their loop is free, or their switch is not reached
 * @param openLimit the switch that the open arm reaches
 * @param closedLimit the switch that the closed arm reaches
 */
public record LoopInputs(
        @Nullable Integer passage,
        @Nullable Integer safety,
        @Nullable Integer arming,
        Set<Integer> normallyClosed,
        @Nullable Integer openLimit,
        @Nullable Integer closedLimit) {

    private static final int HIGHEST = 63;

    /** Refuses inputs that no controller has. */
    public LoopInputs {
        normallyClosed = Set.copyOf(normallyClosed);
        for (Integer input : given(passage, safety, arming, openLimit, closedLimit)) {
            if (input < 0 || input > HIGHEST) {
                throw new IllegalArgumentException("loopInputs are between 0 and " + HIGHEST);
            }
        }
    }

    /** Loops without limit switches. */
    public LoopInputs(
            @Nullable Integer passage,
            @Nullable Integer safety,
            @Nullable Integer arming,
            Set<Integer> normallyClosed) {
        this(passage, safety, arming, normallyClosed, null, null);
    }

    /** A controller without loops. */
    public static LoopInputs none() {
        return new LoopInputs(null, null, null, Set.of());
    }

    /** How many inputs have to be read to see them all. */
    public int count() {
        return given(passage, safety, arming, openLimit, closedLimit).stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(-1)
                + 1;
    }

    private static List<Integer> given(@Nullable Integer... inputs) {
        return Stream.of(inputs).filter(Objects::nonNull).toList();
    }
}
