/** Trying a lane out before it may open by itself: its operator starts the test and drives something over the loops. */
@NullMarked
package com.parkhold.gate.commissioning;

import org.jspecify.annotations.NullMarked;
