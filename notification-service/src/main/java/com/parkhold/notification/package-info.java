/** Messages to drivers: what to say, to whom, and whether it was delivered. */
@NullMarked
package com.parkhold.notification;

import org.jspecify.annotations.NullMarked;
