package com.parkhold.payment;

import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the provider has of a payment, as far as it was asked for or seen. */
@Embeddable
class AtProvider {

    private @Nullable String paymentMethods;
    private @Nullable Instant checkoutAskedAt;
    private @Nullable Instant checkoutExpiresAt;
    private int attempt;
    private @Nullable String checkoutId;
    private @Nullable String checkoutUrl;
    private @Nullable String intentId;
    private @Nullable String customerId;
    private @Nullable String paymentMethodId;

    protected AtProvider() {}

    /** Whether a checkout may exist although none is known. */
    boolean isAsked() {
        return checkoutAskedAt != null;
    }

    /** What may be paid with. */
    Methods methods() {
        return Methods.stored(paymentMethods);
    }

    /** Fixes what may be paid with. */
    void offer(Methods methods) {
        paymentMethods = methods.stored();
    }

    int attempt() {
        return attempt;
    }

    @Nullable
    Instant checkoutExpiresAt() {
        return checkoutExpiresAt;
    }

    @Nullable
    String checkoutId() {
        return checkoutId;
    }

    @Nullable
    String checkoutUrl() {
        return checkoutUrl;
    }

    @Nullable
    String intentId() {
        return intentId;
    }

    @Nullable
    String customerId() {
        return customerId;
    }

    @Nullable
    String paymentMethodId() {
        return paymentMethodId;
    }

    /** Notes that a checkout may exist from now on, and fixes the terms under which it is asked for. */
    void ask(Instant now, Instant holdExpiresAt, Duration atLeast) {
        if (checkoutAskedAt != null) {
            return;
        }
        Instant earliest = now.plus(atLeast);
        checkoutAskedAt = now;
        checkoutExpiresAt = holdExpiresAt.isBefore(earliest) ? earliest : holdExpiresAt;
    }

    /**
     * The idempotency key of an attempt is spent on a failure that the provider will go on repeating: the next one is
     * asked for afresh.
     */
    void spend(int attemptSpent) {
        if (attempt == attemptSpent) {
            attempt++;
            checkoutAskedAt = null;
        }
    }

    /** Takes in a checkout; answers whether it is this payment's. */
    boolean remember(CheckoutSnapshot checkout) {
        boolean other = checkoutId != null && !checkoutId.equals(checkout.id());
        if (other || (checkout.intent() != null && !remember(checkout.intent()))) {
            return false;
        }
        checkoutId = checkout.id();
        if (checkout.url() != null) {
            checkoutUrl = checkout.url();
        }
        return true;
    }

    /** Takes in an attempt to take money; answers whether it is this payment's. */
    boolean remember(IntentSnapshot intent) {
        if (intentId != null && !intentId.equals(intent.id())) {
            return false;
        }
        intentId = intent.id();
        if (intent.customerId() != null) {
            customerId = intent.customerId();
        }
        if (intent.paymentMethodId() != null) {
            paymentMethodId = intent.paymentMethodId();
        }
        return true;
    }
}
