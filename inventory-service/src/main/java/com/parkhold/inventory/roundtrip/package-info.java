/** Several statements for one wait. */
@NullMarked
package com.parkhold.inventory.roundtrip;

import org.jspecify.annotations.NullMarked;
