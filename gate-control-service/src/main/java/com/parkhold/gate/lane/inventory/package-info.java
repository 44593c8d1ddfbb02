/** Asks inventory whether a lot exists. */
@NullMarked
package com.parkhold.gate.lane.inventory;

import org.jspecify.annotations.NullMarked;
