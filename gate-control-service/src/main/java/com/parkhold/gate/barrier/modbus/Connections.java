package com.parkhold.gate.barrier.modbus;

import java.util.HashMap;
import java.util.Map;

/** The connections that are in use, one for each controller: many lanes may hang on one. Safe for many threads. */
final class Connections {

    private record Address(String host, int port) {}

    private record Shared(Connection connection, int lanes) {}

    private final Map<Address, Shared> inUse = new HashMap<>();

    /** The controller's connection, for one lane more. */
    synchronized Connection take(String host, int port) {
        Address address = new Address(host, port);
        Shared before = inUse.get(address);
        Shared now = before == null
                ? new Shared(new Connection(host, port), 1)
                : new Shared(before.connection(), before.lanes() + 1);
        inUse.put(address, now);
        return now.connection();
    }

    /** A lane lets go; the last one ends the connection. */
    synchronized void giveBack(String host, int port) {
        Address address = new Address(host, port);
        Shared before = inUse.get(address);
        if (before == null) {
            return;
        }
        if (before.lanes() > 1) {
            inUse.put(address, new Shared(before.connection(), before.lanes() - 1));
        } else {
            inUse.remove(address);
            before.connection().drop();
        }
    }
}
