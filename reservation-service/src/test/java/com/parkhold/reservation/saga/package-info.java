/** Tests of the booking saga. */
@NullMarked
package com.parkhold.reservation.saga;

import org.jspecify.annotations.NullMarked;
