/** Events applied once, in the transaction of their effect, with retries, dead letters and their replay. */
@NullMarked
package com.parkhold.common.inbox;

import org.jspecify.annotations.NullMarked;
