/** Redis from a Maven artifact. */
@NullMarked
package com.parkhold.local.supervisor.redis;

import org.jspecify.annotations.NullMarked;
