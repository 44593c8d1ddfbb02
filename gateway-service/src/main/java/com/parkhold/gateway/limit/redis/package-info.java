/** The limits that all gateways share. */
@NullMarked
package com.parkhold.gateway.limit.redis;

import org.jspecify.annotations.NullMarked;
