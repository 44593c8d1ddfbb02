/** Tests. */
@NullMarked
package com.parkhold.gate.pass;

import org.jspecify.annotations.NullMarked;
