/** RFC 9457 problem details with stable codes, for every expected refusal and every bad input. */
@NullMarked
package com.parkhold.common.problem;

import org.jspecify.annotations.NullMarked;
