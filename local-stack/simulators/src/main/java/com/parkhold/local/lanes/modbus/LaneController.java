package com.parkhold.local.lanes.modbus;

import java.io.IOException;

/** What stands between the network and a barrier, at a port of its own. */
public interface LaneController {

    /** @throws IOException if the port is taken */
    void listen() throws IOException, InterruptedException;

    /** Sets what is wrong from now on; a port that was closed is opened again by any other fault. */
    void fault(WireFault fault) throws IOException, InterruptedException;

    /** How many clients are connected. */
    int connections();

    /** Closes the port and every connection. */
    void hangUp() throws IOException, InterruptedException;
}
