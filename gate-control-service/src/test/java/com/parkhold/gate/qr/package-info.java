/** Tests. */
@NullMarked
package com.parkhold.gate.qr;

import org.jspecify.annotations.NullMarked;
