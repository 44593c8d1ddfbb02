package com.parkhold.gate.passage;

import com.parkhold.gate.lane.Lane;
import com.parkhold.gate.plate.Plate;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Which plate was read of the car that stands at a lane, as whoever watches the lane's camera tells. */
@Component
public class PlatesAtLanes {

    private volatile BiFunction<Lane, Instant, Optional<Plate>> watcher = (_, _) -> Optional.empty();

    /** From now on that one is asked. */
    public void watchedBy(BiFunction<Lane, Instant, Optional<Plate>> next) {
        watcher = next;
    }

    /** Empty where nobody stands, or where his plate was not read. */
    public Optional<Plate> at(Lane lane, Instant now) {
        return watcher.apply(lane, now);
    }
}
