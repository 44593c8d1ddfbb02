/** Drivers, known from the tokens they came with. */
@NullMarked
package com.parkhold.reservation.user;

import org.jspecify.annotations.NullMarked;
