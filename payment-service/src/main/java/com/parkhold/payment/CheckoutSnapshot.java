package com.parkhold.payment;

import org.jspecify.annotations.Nullable;

/** What the provider says about a hosted checkout. */
public record CheckoutSnapshot(
        String id,
        @Nullable String url,
        State state,
        @Nullable IntentSnapshot intent) {

    /** How far it has come. */
    public enum State {
        OPEN,
        COMPLETE,
        EXPIRED
    }

    /** What it comes to: money first, since it decides whatever the page says. */
    public Sighting sighting() {
        IntentSnapshot.State money = intent == null ? IntentSnapshot.State.UNPAID : intent.state();
        return switch (money) {
            case HELD -> Sighting.AUTHORIZED;
            case TAKEN -> Sighting.CAPTURED;
            case CANCELED -> state == State.EXPIRED ? Sighting.EXPIRED : Sighting.CANCELED;
            case UNPAID -> state == State.EXPIRED || isLost() ? Sighting.EXPIRED : Sighting.OPENED;
            case PROCESSING -> state == State.EXPIRED ? Sighting.EXPIRED : Sighting.OPENED;
        };
    }

    /** Whether the page is done and its money failed afterwards: nobody can try again on it. */
    private boolean isLost() {
        return state == State.COMPLETE && intent != null && intent.failure() != null;
    }
}
