package com.parkhold.gate.lane;

/** Which way cars go through a lane. */
public enum Direction {
    ENTRY,
    EXIT
}
