/** Tests of notification-service. */
@NullMarked
package com.parkhold.notification;

import org.jspecify.annotations.NullMarked;
