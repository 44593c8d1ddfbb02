package com.parkhold.gate.passage;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One try of the database rung, which may outlive the patience of its caller. Either the rung claims its ruling before
 * it commits, or the caller takes over first: never both. A claimed ruling stands, whatever becomes of the commit.
 */
final class Attempt {

    private final AtomicReference<State> state = new AtomicReference<>(new State.Open());
    private volatile boolean repeated;

    /** The rung is about to commit this; false if it is too late. */
    boolean claim(Ruling ruling) {
        State now = state.get();
        return now instanceof State.Open && state.compareAndSet(now, new State.Claimed(ruling));
    }

    /** The rung has found that it was decided before. */
    void repeats() {
        repeated = true;
    }

    boolean isRepeated() {
        return repeated;
    }

    /** The caller waits no longer: the ruling that stands already, or empty, and then none can be claimed any more. */
    Optional<Ruling> takeOver() {
        State now = state.get();
        if (now instanceof State.Open && state.compareAndSet(now, new State.TakenOver())) {
            return Optional.empty();
        }
        return state.get() instanceof State.Claimed claimed ? Optional.of(claimed.ruling()) : Optional.empty();
    }

    boolean isTakenOver() {
        return state.get() instanceof State.TakenOver;
    }

    private sealed interface State {
        record Open() implements State {}

        record Claimed(Ruling ruling) implements State {}

        record TakenOver() implements State {}
    }
}
