/** The services that a booking waits for: each call with its deadline, its circuit breaker and a value for every answer. */
@NullMarked
package com.parkhold.reservation.neighbours;

import org.jspecify.annotations.NullMarked;
