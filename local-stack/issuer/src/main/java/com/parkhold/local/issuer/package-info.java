/** Who exists on the local machine, and what their tokens say. */
@NullMarked
package com.parkhold.local.issuer;

import org.jspecify.annotations.NullMarked;
