/** The few lines of HTTP that the mailbox and the lanes share: routes, JSON, and problem answers for bad input. */
@NullMarked
package com.parkhold.local.http;

import org.jspecify.annotations.NullMarked;
