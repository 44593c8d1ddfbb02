package com.parkhold.gate.barrier.modbus;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.BarrierFamily;
import com.parkhold.gate.lane.BarrierSetup;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Barriers behind Modbus/TCP controllers. */
@Component
class ModbusBarriers implements BarrierFamily {

    private final Clock clock;
    private final Connections connections = new Connections();

    ModbusBarriers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Barrier connect(BarrierSetup setup, boolean staysOpen) {
        ModbusBarrier barrier = new ModbusBarrier(setup, Dialect.of(setup), connections, clock);
        if (staysOpen) {
            barrier.staysOpen();
        }
        return barrier.start();
    }

    @Override
    public boolean knows(String profile) {
        return Dialect.knows(profile);
    }
}
