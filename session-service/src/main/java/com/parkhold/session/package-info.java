/** Parking sessions: what a stay costs. */
@NullMarked
package com.parkhold.session;

import org.jspecify.annotations.NullMarked;
