/** Plates that a lot's operator lets in no more, whatever was booked for them. */
@NullMarked
package com.parkhold.gate.blocking;

import org.jspecify.annotations.NullMarked;
