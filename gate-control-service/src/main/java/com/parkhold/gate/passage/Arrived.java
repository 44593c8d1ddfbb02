package com.parkhold.gate.passage;

/**
 * What was decided on a visit.
 *
 * @param repeated whether that was decided before: whatever a decision sets off was set off then
 */
public record Arrived(Ruling ruling, boolean repeated) {}
