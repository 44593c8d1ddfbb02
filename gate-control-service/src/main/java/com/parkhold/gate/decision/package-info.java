/** Whether to open, as a pure function of the arrival, the passes and the time. */
@NullMarked
package com.parkhold.gate.decision;

import org.jspecify.annotations.NullMarked;
