/** The trace that leads from the gateway to the last consumer, also across stored work. */
@NullMarked
package com.parkhold.common.observability;

import org.jspecify.annotations.NullMarked;
