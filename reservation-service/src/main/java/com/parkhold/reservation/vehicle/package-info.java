/** Drivers' vehicles; their ids are unique per driver. */
@NullMarked
package com.parkhold.reservation.vehicle;

import org.jspecify.annotations.NullMarked;
