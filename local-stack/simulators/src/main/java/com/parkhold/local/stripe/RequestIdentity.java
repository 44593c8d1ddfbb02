package com.parkhold.local.stripe;

import org.jspecify.annotations.Nullable;

/** Which request caused a change; Stripe shows it in the event. Both are null when no request did. */
record RequestIdentity(@Nullable String requestId, @Nullable String idempotencyKey) {
    static final RequestIdentity NONE = new RequestIdentity(null, null);
}
