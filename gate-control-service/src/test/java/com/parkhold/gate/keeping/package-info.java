/** Tests. */
@NullMarked
package com.parkhold.gate.keeping;

import org.jspecify.annotations.NullMarked;
