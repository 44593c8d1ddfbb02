/** What happened at a lane, stated as events. */
@NullMarked
package com.parkhold.gate.passage.messaging;

import org.jspecify.annotations.NullMarked;
