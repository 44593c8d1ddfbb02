/** Lots as their operators write them, in every version, and which vehicle fits which class of spots. */
@NullMarked
package com.parkhold.inventory.lot;

import org.jspecify.annotations.NullMarked;
