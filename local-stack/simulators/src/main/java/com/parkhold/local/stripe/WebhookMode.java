package com.parkhold.local.stripe;

import java.util.Locale;
import java.util.Optional;

/** How the network between Stripe and the webhook's receiver behaves. */
enum WebhookMode {
    /** Sent at once. */
    NORMAL,
    /** Kept back until released. */
    HOLD,
    /** Recorded as an event, never sent. */
    DROP,
    /** Sent twice. */
    DUPLICATE,
    /** What arises within one window is sent after it, last first. */
    REORDER,
    /** Sent after a while. */
    DELAY;

    static Optional<WebhookMode> of(String name) {
        for (WebhookMode mode : values()) {
            if (mode.label().equals(name)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
