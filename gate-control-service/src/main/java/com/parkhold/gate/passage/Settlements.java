package com.parkhold.gate.passage;

import com.parkhold.gate.pass.Pass;
import java.time.Instant;
import java.util.Optional;

/** Says what a car that stands at an exit owes or gets back. */
public interface Settlements {

    /** Empty when nobody answers within the budget; never slower than that. */
    Optional<Settlement> ask(Pass pass, Instant exitAt);
}
