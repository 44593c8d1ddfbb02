/** Reservations over REST. */
@NullMarked
package com.parkhold.reservation.web;

import org.jspecify.annotations.NullMarked;
