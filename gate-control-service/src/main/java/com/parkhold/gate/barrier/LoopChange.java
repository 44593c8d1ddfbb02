package com.parkhold.gate.barrier;

import java.time.Instant;

/** A car drove onto a loop, or off it. */
public record LoopChange(Loop loop, boolean occupied, Instant at) {}
