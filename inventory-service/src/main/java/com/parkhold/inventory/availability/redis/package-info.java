/** The share of the availability cache that the instances have in common. */
@NullMarked
package com.parkhold.inventory.availability.redis;

import org.jspecify.annotations.NullMarked;
