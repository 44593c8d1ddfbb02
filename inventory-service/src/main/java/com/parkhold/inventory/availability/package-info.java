/** What is free when, from the ledger through a versioned write-through cache. */
@NullMarked
package com.parkhold.inventory.availability;

import org.jspecify.annotations.NullMarked;
