/** Tests of this package. */
@NullMarked
package com.parkhold.inventory.ledger;

import org.jspecify.annotations.NullMarked;
