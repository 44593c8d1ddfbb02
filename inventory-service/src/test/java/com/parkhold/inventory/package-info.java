/** Tests of this package. */
@NullMarked
package com.parkhold.inventory;

import org.jspecify.annotations.NullMarked;
