package com.parkhold.inventory.spot;

/** Whether a spot may be given to anybody. */
public enum SpotStatus {
    AVAILABLE,
    /** Closed by the operator. */
    BLOCKED,
    /** Being worked on. */
    MAINTENANCE,
    /** No longer part of the lot; comes back under its old number when its class grows again. */
    REMOVED
}
