/** Tests of reservations, and what they share. */
@NullMarked
package com.parkhold.reservation;

import org.jspecify.annotations.NullMarked;
