/** Tests. */
@NullMarked
package com.parkhold.gate.decision;

import org.jspecify.annotations.NullMarked;
