package com.parkhold.gate.keeping;

import java.time.Instant;
import java.util.Map;

/**
 * The lots that an instance keeps, each with since when by its own clock: of two that say so while nobody can ask the
 * database, the one that took it later is right.
 */
public record Claims(Map<String, Instant> lots) {}
