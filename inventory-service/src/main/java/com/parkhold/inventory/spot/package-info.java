/** Exact spots: which there are, who is sent to which, who stands where. */
@NullMarked
package com.parkhold.inventory.spot;

import org.jspecify.annotations.NullMarked;
