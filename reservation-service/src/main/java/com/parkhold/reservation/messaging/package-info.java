/** What other services state, turned into signals. */
@NullMarked
package com.parkhold.reservation.messaging;

import org.jspecify.annotations.NullMarked;
