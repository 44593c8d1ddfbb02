package com.parkhold.payment;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a history, from one seed, so that a history can be played again. */
final class Dice {

    private final SplittableRandom random;
    private boolean hostile = true;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From now on nothing goes wrong. */
    void settle() {
        hostile = false;
    }

    boolean isHostile() {
        return hostile;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Whether something goes wrong here; never once settled. */
    boolean wrongOneIn(int times) {
        return hostile && oneIn(times);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
