package com.parkhold.gate.barrier;

import com.parkhold.gate.lane.BarrierSetup;
import java.util.List;
import org.springframework.stereotype.Component;

/** Connects barriers, each in the language of its profile. */
@Component
public class Barriers {

    private final List<BarrierFamily> families;

    Barriers(List<BarrierFamily> families) {
        this.families = List.copyOf(families);
    }

    /**
     * Begins to connect, and goes on until it is closed; never waits.
     *
     * @param staysOpen whether it is kept open from its first connection on
     */
    public Barrier connect(BarrierSetup setup, boolean staysOpen) {
        return families.stream()
                .filter(family -> family.knows(setup.profile()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No profile " + setup.profile()))
                .connect(setup, staysOpen);
    }

    /** Whether there is a profile of that name. */
    public boolean knows(String profile) {
        return families.stream().anyMatch(family -> family.knows(profile));
    }
}
