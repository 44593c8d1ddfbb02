/** The events that set, move and drop deadlines. */
@NullMarked
package com.parkhold.noshow.messaging;

import org.jspecify.annotations.NullMarked;
