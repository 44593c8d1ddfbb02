/** The events that drivers hear of. */
@NullMarked
package com.parkhold.notification.messaging;

import org.jspecify.annotations.NullMarked;
