package com.parkhold.gate.barrier;

import java.time.Instant;

/**
 * A car drove onto a loop, or off it.
 *
 * @param seen whether the loop was seen to be otherwise just before; else it may have changed at any time of a gap
 */
public record LoopChange(Loop loop, boolean occupied, boolean seen, Instant at) {}
