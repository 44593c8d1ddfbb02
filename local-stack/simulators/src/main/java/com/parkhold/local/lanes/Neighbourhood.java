package com.parkhold.local.lanes;

import com.parkhold.local.lanes.barrier.BarrierTiming;
import com.parkhold.local.lanes.barrier.SystemTimers;
import com.parkhold.local.lanes.camera.CameraNetwork;
import com.parkhold.local.lanes.modbus.ModbusNetwork;
import java.time.Clock;

/** What all lanes of one process share. */
record Neighbourhood(
        Clock clock, SystemTimers timers, BarrierTiming timing, ModbusNetwork modbus, CameraNetwork cameras)
        implements AutoCloseable {
    static Neighbourhood open(Clock clock) {
        return new Neighbourhood(
                clock, new SystemTimers(), BarrierTiming.usual(), new ModbusNetwork(), new CameraNetwork(clock));
    }

    @Override
    public void close() {
        cameras.close();
        modbus.close();
        timers.close();
    }
}
