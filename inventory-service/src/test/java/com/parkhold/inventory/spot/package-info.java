/** Tests of this package. */
@NullMarked
package com.parkhold.inventory.spot;

import org.jspecify.annotations.NullMarked;
