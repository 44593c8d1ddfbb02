/** Stripe behind the payment gateway: the only place that knows its library. */
@NullMarked
package com.parkhold.payment.stripe;

import org.jspecify.annotations.NullMarked;
