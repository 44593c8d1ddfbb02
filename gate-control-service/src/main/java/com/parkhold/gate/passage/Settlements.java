package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Pass;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Says what a car that stands at an exit owes or gets back. */
public interface Settlements {

    /**
     * Empty when nobody answers within the budget; never slower than that. Where the car has to pay here and its page
     * takes longer, the answer says so, and {@link #follow followers} are told when it has come, or when it will not.
     */
    Optional<Settlement> ask(Pass pass, Instant exitAt);

    /** Tells of reservations of which is known now what was not known in time. */
    void follow(Consumer<String> follower);
}
