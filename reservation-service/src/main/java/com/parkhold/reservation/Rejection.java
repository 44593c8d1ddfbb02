package com.parkhold.reservation;

import org.jspecify.annotations.Nullable;

/**
 * Why inventory holds no room.
 *
 * @param code stable, for programs
 * @param detail for people
 * @param pointer the field that it is about, if it is about one
 */
public record Rejection(
        Kind kind, String code, String detail, @Nullable String pointer) {

    /** What the driver can do about it. */
    public enum Kind {
        /** Nothing is free: another time, class or lot. */
        NO_ROOM,
        /** There is no such lot. */
        LOT_UNKNOWN,
        /** The lot cannot be booked like that. */
        NOT_BOOKABLE
    }
}
