/** Tests of this package. */
@NullMarked
package com.parkhold.inventory.lot;

import org.jspecify.annotations.NullMarked;
