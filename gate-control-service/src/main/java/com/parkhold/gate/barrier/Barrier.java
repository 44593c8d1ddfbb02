package com.parkhold.gate.barrier;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One lane's barrier. Safe for many threads; every call answers within its own deadline. Closing after a car and
 * safety stay with the barrier's own controller.
 */
public interface Barrier extends AutoCloseable {

    /** Opens for one car. Refused at once where the controller cannot be reached. */
    Driven pulse();

    /** Opens and stays open until {@link #lower lowered}; said again to a controller that was away. */
    Driven keepOpen();

    /**
     * Stays open from now on, as an operator decided when it could not be told: as soon as the controller can be reached,
     * and until it is {@link #lower lowered}.
     */
    default void stayOpen() {}

    /** Ends keeping open, and closes where the controller can; never while a loop is occupied. */
    Driven lower();

    /**
     * Whoever had the lane before may have left its contact closed that nobody wants closed: it is opened as soon as the
     * controller can be reached, unless the lane is kept open. Does nothing where there is no such contact.
     */
    default void letGo() {}

    /** What is known of it now; asks nobody. */
    BarrierStatus status();

    /** Asks whether the contact that lifts the arm is closed now; empty where nobody can say. */
    Optional<Boolean> isLifting();

    /** Tells of each debounced change of a loop, in order, on a thread of the barrier. */
    void follow(Consumer<LoopChange> follower);

    /** Lets go of the controller. */
    @Override
    void close();

    /** What became of a command. */
    sealed interface Driven {
        /** The controller acknowledged it. */
        record Done() implements Driven {}

        /** It was not done. */
        record Failed(String reason) implements Driven {}

        /** It may have been done: it was sent, and nobody says what became of it. */
        record Unknown(String reason) implements Driven {}
    }
}
