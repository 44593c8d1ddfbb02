/** Events in and out. */
@NullMarked
package com.parkhold.payment.messaging;

import org.jspecify.annotations.NullMarked;
