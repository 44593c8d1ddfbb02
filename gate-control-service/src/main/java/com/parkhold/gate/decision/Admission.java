package com.parkhold.gate.decision;

/** What a driver has to show at an entry. At an exit either will do: a car is not kept in for what is in a pocket. */
public enum Admission {
    /** The plate, or a QR ticket. */
    EITHER,
    /** The plate alone; tickets count for nothing. */
    PLATE,
    /** A QR ticket, whatever the plate. */
    QR,
    /** A QR ticket, and the plate of its booking. */
    BOTH
}
