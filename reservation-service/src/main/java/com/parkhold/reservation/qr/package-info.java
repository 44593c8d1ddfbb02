/** Signed tokens that a gate verifies without asking anybody. */
@NullMarked
package com.parkhold.reservation.qr;

import org.jspecify.annotations.NullMarked;
