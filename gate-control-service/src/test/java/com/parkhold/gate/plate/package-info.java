/** Tests. */
@NullMarked
package com.parkhold.gate.plate;

import org.jspecify.annotations.NullMarked;
