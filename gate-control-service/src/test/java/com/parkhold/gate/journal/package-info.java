/** Tests. */
@NullMarked
package com.parkhold.gate.journal;

import org.jspecify.annotations.NullMarked;
