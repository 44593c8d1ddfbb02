/** What leaving comes to: a pure function of the terms and the times. */
@NullMarked
package com.parkhold.session.settlement;

import org.jspecify.annotations.NullMarked;
