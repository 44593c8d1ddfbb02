/** Tests. */
@NullMarked
package com.parkhold.gate;

import org.jspecify.annotations.NullMarked;
