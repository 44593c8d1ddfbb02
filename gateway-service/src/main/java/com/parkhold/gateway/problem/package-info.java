/** The refusals that the gateway makes itself. */
@NullMarked
package com.parkhold.gateway.problem;

import org.jspecify.annotations.NullMarked;
