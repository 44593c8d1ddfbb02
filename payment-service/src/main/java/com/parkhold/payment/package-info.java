/** Payments, refunds and charges: whether money moved, whatever order the news of it comes in. */
@NullMarked
package com.parkhold.payment;

import org.jspecify.annotations.NullMarked;
