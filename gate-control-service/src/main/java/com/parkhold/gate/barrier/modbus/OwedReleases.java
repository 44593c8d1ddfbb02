package com.parkhold.gate.barrier.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Contacts that were closed, or may have been, and have to be opened again, and one that a controller that was away has to
 * close again to keep open: each is owed until the controller has acknowledged it. Safe for many threads.
 */
final class OwedReleases {

    private final Map<ModbusRequestPdu, Long> dueNanos = new ConcurrentHashMap<>();

    /** Owes a release in that time from now on, whenever it was due before. */
    void owe(ModbusRequestPdu release, Duration in) {
        dueNanos.put(release, System.nanoTime() + in.toNanos());
    }

    boolean owes(ModbusRequestPdu release) {
        return dueNanos.containsKey(release);
    }

    /** It was done, or its contact is to stay closed. */
    void forget(ModbusRequestPdu release) {
        dueNanos.remove(release);
    }

    /** Those whose time has come. */
    List<Owed> due() {
        long now = System.nanoTime();
        return dueNanos.entrySet().stream()
                .filter(owed -> now - owed.getValue() >= 0)
                .map(owed -> new Owed(owed.getKey(), owed.getValue()))
                .toList();
    }

    /** Whether it is owed as it was. */
    boolean isStill(Owed owed) {
        return Long.valueOf(owed.dueNanos()).equals(dueNanos.get(owed.release()));
    }

    /** That one was done; the contact may have been closed again meanwhile, which is owed anew. */
    void paid(Owed owed) {
        dueNanos.remove(owed.release(), owed.dueNanos());
    }

    /** One that was not done; unless it is owed anew, it is due again in that time. */
    void putOff(Owed owed, Duration by) {
        dueNanos.replace(owed.release(), owed.dueNanos(), System.nanoTime() + by.toNanos());
    }

    /** A release that is owed. */
    record Owed(ModbusRequestPdu release, long dueNanos) {}
}
