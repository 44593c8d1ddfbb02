/** Tests. */
@NullMarked
package com.parkhold.gate.passage;

import org.jspecify.annotations.NullMarked;
