/** How often a lot may be booked and a driver may book. */
@NullMarked
package com.parkhold.gateway.limit;

import org.jspecify.annotations.NullMarked;
