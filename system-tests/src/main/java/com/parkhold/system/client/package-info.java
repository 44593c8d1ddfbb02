/**
 * A client of Parkhold as a stranger would write it: it knows the outside contract and {@code stack.json}, and shares no
 * class with any service.
 */
@NullMarked
package com.parkhold.system.client;

import org.jspecify.annotations.NullMarked;
