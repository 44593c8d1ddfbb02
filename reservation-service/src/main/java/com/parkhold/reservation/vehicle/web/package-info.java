/** Vehicles over REST. */
@NullMarked
package com.parkhold.reservation.vehicle.web;

import org.jspecify.annotations.NullMarked;
