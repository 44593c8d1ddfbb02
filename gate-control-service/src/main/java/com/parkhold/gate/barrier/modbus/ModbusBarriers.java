package com.parkhold.gate.barrier.modbus;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barriers;
import com.parkhold.gate.lane.BarrierSetup;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Barriers behind Modbus/TCP controllers. */
@Component
class ModbusBarriers implements Barriers {

    private final Clock clock;
    private final Connections connections = new Connections();

    ModbusBarriers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Barrier connect(BarrierSetup setup) {
        Profile profile = Profile.named(setup.profile())
                .orElseThrow(() -> new IllegalArgumentException("No profile " + setup.profile()));
        return new ModbusBarrier(setup, profile, connections, clock).start();
    }

    @Override
    public boolean knows(String profile) {
        return Profile.named(profile).isPresent();
    }
}
