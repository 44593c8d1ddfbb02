package com.parkhold.gate.barrier;

import java.util.function.Consumer;

/**
 * One lane's barrier. Safe for many threads; every call answers within its own deadline. Closing after a car and
 * safety stay with the barrier's own controller.
 */
public interface Barrier extends AutoCloseable {

    /** Opens for one car. Refused at once where the controller cannot be reached. */
    Driven pulse();

    /** Opens and stays open until {@link #close closed by command}. */
    Driven keepOpen();

    /** Ends keeping open, and closes where the controller can; never while a loop is occupied. */
    Driven lower();

    /** What is known of it now. */
    BarrierStatus status();

    /** Tells of each debounced change of a loop, in order, on a thread of the barrier. */
    void follow(Consumer<LoopChange> follower);

    /** Lets go of the controller. */
    @Override
    void close();

    /** What became of a command. */
    sealed interface Driven {
        /** The controller acknowledged it. */
        record Done() implements Driven {}

        /** It was not done, or nobody can say. */
        record Failed(String reason) implements Driven {}
    }
}
