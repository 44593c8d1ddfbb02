/** The only one to decide whether there is room. */
@NullMarked
package com.parkhold.inventory;

import org.jspecify.annotations.NullMarked;
