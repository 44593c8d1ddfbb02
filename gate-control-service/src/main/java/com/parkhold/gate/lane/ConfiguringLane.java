package com.parkhold.gate.lane;

import org.springframework.stereotype.Service;

/** Sets up a lane; it is in force when this returns. */
@Service
public class ConfiguringLane {

    private final Lanes lanes;
    private final KnownLots lots;
    private final BarrierHosts hosts;

    ConfiguringLane(Lanes lanes, KnownLots lots, BarrierHosts hosts) {
        this.lanes = lanes;
        this.lots = lots;
        this.hosts = hosts;
    }

    /** Stores the lane unless its lot, its barrier's host or its camera speak against it. */
    public Outcome configure(Lane lane, String actor) {
        switch (lots.ask(lane.lotId())) {
            case UNKNOWN -> {
                return new Outcome.NoSuchLot();
            }
            case NOBODY_ANSWERS -> {
                return new Outcome.LotsAway();
            }
            case KNOWN -> {}
        }
        if (lane.barrier() != null && !hosts.allow(lane.barrier().host())) {
            return new Outcome.HostNotAllowed(lane.barrier().host());
        }
        return switch (lanes.save(lane, actor)) {
            case Lanes.Saved.Stored stored -> new Outcome.Configured(stored.lane(), stored.isNew());
            case Lanes.Saved.CameraTaken _ -> new Outcome.CameraTaken();
        };
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** In force. */
        record Configured(Lane lane, boolean isNew) implements Outcome {}

        /** There is no such lot. */
        record NoSuchLot() implements Outcome {}

        /** Nobody can say whether there is such a lot. */
        record LotsAway() implements Outcome {}

        /** The camera watches another lane. */
        record CameraTaken() implements Outcome {}

        /** No controller may be reached at that address. */
        record HostNotAllowed(String host) implements Outcome {}
    }
}
