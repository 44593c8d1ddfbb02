package com.parkhold.reservation;

/**
 * How the price of a stay that will not happen is divided.
 *
 * @param refundMinor minor units that go back to the driver
 * @param feeMinor minor units that the lot keeps
 */
public record Settlement(long refundMinor, long feeMinor) {
    /** Where nothing was paid, nothing is divided. */
    public static final Settlement NOTHING = new Settlement(0, 0);
}
