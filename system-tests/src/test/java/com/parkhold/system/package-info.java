/** The whole system, seen from outside: journeys, bad input, deadlines, drills. */
@NullMarked
package com.parkhold.system;

import org.jspecify.annotations.NullMarked;
