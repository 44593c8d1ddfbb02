package com.parkhold.inventory.ledger;

/** Why inventory refuses. */
public enum Reason {
    /** Every class that would do is full in some slot of the window. */
    NO_ROOM,
    /** There is no such lot. */
    LOT_NOT_FOUND,
    /** Nobody ever said what this vehicle category fits. */
    UNKNOWN_VEHICLE_TYPE,
    /** The lot has no class that this vehicle category fits. */
    NOTHING_FITS,
    /** The reservation has a hold in another lot's class or window. */
    OTHER_WINDOW,
    /** The hold was released before; only an explicit second try gets room. */
    RELEASED,
    /** Nothing is held for the reservation. */
    UNKNOWN_HOLD,
    /** The stay ends at another time than the asker believes. */
    OTHER_END,
    /** The stay would end before it starts. */
    END_BEFORE_START,
    /** The stay would be longer than any may be. */
    TOO_LONG,
    /** The stay is over. */
    ENDED,
    /** The car stands in the lot. */
    CAR_INSIDE
}
