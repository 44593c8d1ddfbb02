package com.parkhold.gate.passage;

import com.parkhold.gate.lane.Lane;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Tells of cars that are not at a lane any more as it was decided on them. Safe for many threads. */
@Component
class LaneNews {

    private final List<Consumer<Lane>> backOuts = new CopyOnWriteArrayList<>();
    private final List<Consumer<Lane>> leavings = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Lane, Instant>> comings = new CopyOnWriteArrayList<>();

    void followBackOuts(Consumer<Lane> follower) {
        backOuts.add(follower);
    }

    void followLeavings(Consumer<Lane> follower) {
        leavings.add(follower);
    }

    void followComings(BiConsumer<Lane, Instant> follower) {
        comings.add(follower);
    }

    /** A car was seen to come to the arm. */
    void came(Lane lane, Instant at) {
        comings.forEach(follower -> follower.accept(lane, at));
    }

    /** A car that was let through backed out, or may stand there yet: what is read of it is decided again. */
    void backedOut(Lane lane) {
        backOuts.forEach(follower -> follower.accept(lane));
    }

    /** A car drove away that was not let through on a pass. */
    void left(Lane lane) {
        leavings.forEach(follower -> follower.accept(lane));
    }
}
