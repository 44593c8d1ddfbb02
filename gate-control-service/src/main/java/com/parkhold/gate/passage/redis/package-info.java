/** The claim on a pass that several instances share while PostgreSQL is away. */
@NullMarked
package com.parkhold.gate.passage.redis;

import org.jspecify.annotations.NullMarked;
