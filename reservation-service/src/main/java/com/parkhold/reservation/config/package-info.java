/** Wiring, the clock's sweeps and what is forgotten after a while. */
@NullMarked
package com.parkhold.reservation.config;

import org.jspecify.annotations.NullMarked;
