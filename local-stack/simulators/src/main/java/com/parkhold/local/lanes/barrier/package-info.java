/** The barrier itself: an arm that takes time to move, and its own controller that never closes on a car. */
@NullMarked
package com.parkhold.local.lanes.barrier;

import org.jspecify.annotations.NullMarked;
