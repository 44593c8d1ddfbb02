package com.parkhold.local.supervisor.stack;

import com.parkhold.local.supervisor.Refusal;

/**
 * Every port as an offset from one base, as {@code docs/architecture.md} lists them.
 *
 * @param base the gateway's port; the highest offset in use is {@value #HIGHEST_OFFSET}
 */
public record Ports(int base) {
    static final int HIGHEST_OFFSET = 99;
    private static final int FIRST_LANE = 40;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    public Ports {
        if (base < LOWEST || base + HIGHEST_OFFSET > HIGHEST) {
            throw new Refusal("PARK_PORT_BASE must lie between " + LOWEST + " and " + (HIGHEST - HIGHEST_OFFSET));
        }
    }

    public int gateway() {
        return base;
    }

    public int issuer() {
        return base + 10;
    }

    public int stripe() {
        return base + 11;
    }

    public int mailbox() {
        return base + 12;
    }

    public int laneControl() {
        return base + 13;
    }

    public int smtp() {
        return base + 14;
    }

    public int gatewayManagement() {
        return base + 15;
    }

    public int postgres() {
        return base + 20;
    }

    public int redis() {
        return base + 21;
    }

    public int kafka() {
        return base + 22;
    }

    public int kafkaController() {
        return base + 23;
    }

    public int relay() {
        return base + 24;
    }

    public int control() {
        return base + 25;
    }

    /** The Modbus port of a demo lane, counted from zero. */
    public int lane(int number) {
        if (number < 0 || FIRST_LANE + number > HIGHEST_OFFSET) {
            throw new IllegalArgumentException("no port for lane " + number);
        }
        return base + FIRST_LANE + number;
    }

    /** The address of whatever listens on a port. */
    public static String http(int port) {
        return "http://127.0.0.1:" + port;
    }
}
