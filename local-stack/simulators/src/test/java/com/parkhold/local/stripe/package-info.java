/** The simulator against Stripe's own Java client and plain HTTP. */
@NullMarked
package com.parkhold.local.stripe;

import org.jspecify.annotations.NullMarked;
