/** What other services state, taken in once, and passed to the use cases. */
@NullMarked
package com.parkhold.inventory.messaging;

import org.jspecify.annotations.NullMarked;
