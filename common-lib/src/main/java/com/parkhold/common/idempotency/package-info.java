/** Requests that are repeated under one key answer the same and act once. */
@NullMarked
package com.parkhold.common.idempotency;

import org.jspecify.annotations.NullMarked;
