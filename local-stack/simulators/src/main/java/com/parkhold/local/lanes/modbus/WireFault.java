package com.parkhold.local.lanes.modbus;

import java.time.Duration;

/** What is wrong on a controller's network side. */
public sealed interface WireFault {
    /** All is well. */
    record None() implements WireFault {}

    /** Connections are taken, requests are neither carried out nor answered. */
    record Hang() implements WireFault {}

    /** Requests are carried out but never answered. */
    record Mute() implements WireFault {}

    /** Answers come late. */
    record Slow(Duration delay) implements WireFault {}

    /** The connections of now are dead without a word; new ones work. */
    record HalfOpen() implements WireFault {}

    /** Answers are noise. */
    record Garbage() implements WireFault {}

    /** The port is closed: connections are cut and new ones refused. */
    record Refuse() implements WireFault {}
}
