package com.parkhold.local.supervisor.stack;

import java.util.Arrays;

/** The services, with what differs between them. */
public enum Service {
    RESERVATION("reservation-service", 1, "reservation"),
    INVENTORY("inventory-service", 2, "inventory"),
    PAYMENT("payment-service", 3, "payment"),
    GATE("gate-control-service", 4, "gate"),
    SESSION("session-service", 5, "session"),
    NOSHOW("noshow-worker", 6, "noshow"),
    NOTIFICATION("notification-service", 7, "notification"),
    GATEWAY("gateway-service", 0, "");

    private final String module;
    private final int portOffset;
    private final String database;

    Service(String module, int portOffset, String database) {
        this.module = module;
        this.portOffset = portOffset;
        this.database = database;
    }

    /** Directory and artifact of its module, and its name for {@code ./park}. */
    public String module() {
        return module;
    }

    public int port(Ports ports) {
        return ports.base() + portOffset;
    }

    /** Where its health is asked: the gateway keeps its management away from its public port. */
    int managementPort(Ports ports) {
        return this == GATEWAY ? ports.gatewayManagement() : port(ports);
    }

    public boolean hasDatabase() {
        return !database.isEmpty();
    }

    /** Its database and the role that owns it; empty for the gateway. */
    public String database() {
        return database;
    }

    /** Its client at the issuer; the gateway has none. */
    String clientId() {
        return "svc-" + database;
    }

    /** Whether a part of that name is a service, and not something that only this machine needs. */
    static boolean isOne(String part) {
        return Arrays.stream(values()).anyMatch(service -> service.module.equals(part));
    }
}
