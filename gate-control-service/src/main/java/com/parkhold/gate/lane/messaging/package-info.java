/** Lots as inventory states them. */
@NullMarked
package com.parkhold.gate.lane.messaging;

import org.jspecify.annotations.NullMarked;
