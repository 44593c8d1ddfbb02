/** The capacity ledger: who holds room, decided in batches, one commit each. */
@NullMarked
package com.parkhold.inventory.ledger;

import org.jspecify.annotations.NullMarked;
