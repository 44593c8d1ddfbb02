/** Settings and the wiring of what runs in the background. */
@NullMarked
package com.parkhold.payment.config;

import org.jspecify.annotations.NullMarked;
