/** Lanes: where they are, which camera and barrier they have, configured by their operator without a restart. */
@NullMarked
package com.parkhold.gate.lane;

import org.jspecify.annotations.NullMarked;
