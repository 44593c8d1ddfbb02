/** The right of one car to enter once and leave once, and the only arbiter of it. */
@NullMarked
package com.parkhold.gate.pass;

import org.jspecify.annotations.NullMarked;
