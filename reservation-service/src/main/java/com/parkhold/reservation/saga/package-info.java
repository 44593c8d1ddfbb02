/** The booking saga: one pure table of steps, the runner that carries them out, and the use cases that start them. */
@NullMarked
package com.parkhold.reservation.saga;

import org.jspecify.annotations.NullMarked;
