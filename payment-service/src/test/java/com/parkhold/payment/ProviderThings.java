package com.parkhold.payment;

import com.parkhold.payment.IntentSnapshot.State;
import com.parkhold.payment.PaymentGateway.CheckoutTerms;
import org.jspecify.annotations.Nullable;

/** What the provider of a history keeps. */
final class ProviderThings {

    private ProviderThings() {}

    /** What the provider says happened. */
    record Event(
            String id,
            String type,
            String objectId,
            @Nullable String intentId) {}

    /** A hosted page. */
    static final class Session {
        final String id;
        final CheckoutTerms terms;
        CheckoutSnapshot.State state = CheckoutSnapshot.State.OPEN;

        @Nullable
        Intent intent;

        Session(String id, CheckoutTerms terms) {
            this.id = id;
            this.terms = terms;
        }

        CheckoutSnapshot snapshot() {
            boolean open = state == CheckoutSnapshot.State.OPEN;
            return new CheckoutSnapshot(
                    id, open ? "https://pay/" + id : null, state, intent == null ? null : intent.snapshot());
        }
    }

    /** An attempt to take money. */
    static final class Intent {
        final String id;
        final long amount;
        final @Nullable String stay;
        State state = State.UNPAID;
        /** Held once, and then refused or let go by the bank. */
        boolean lost;
        /** It was not taken when it was to be, and is still held. */
        boolean leftHeld;

        boolean failsLater;

        @Nullable
        String failure;

        Intent(String id, long amount, @Nullable String stay) {
            this.id = id;
            this.amount = amount;
            this.stay = stay;
        }

        IntentSnapshot snapshot() {
            return new IntentSnapshot(
                    id,
                    state,
                    state == State.HELD ? amount : 0,
                    state == State.TAKEN ? amount : 0,
                    "USD",
                    "cus_1",
                    state == State.UNPAID ? null : "pm_1",
                    failure);
        }
    }

    /** A refund; without a name of ours where it was made past us. */
    static final class GivenBack {
        final String id;
        final String intentId;
        final @Nullable String refundId;
        final long amount;
        RefundSnapshot.State state;
        private boolean moved;

        GivenBack(String id, String intentId, @Nullable String refundId, long amount, RefundSnapshot.State state) {
            this.id = id;
            this.intentId = intentId;
            this.refundId = refundId;
            this.amount = amount;
            this.state = state;
            this.moved = state == RefundSnapshot.State.SUCCEEDED;
        }

        void comesTo(RefundSnapshot.State next) {
            state = next;
            moved |= next == RefundSnapshot.State.SUCCEEDED;
        }

        /** Whether the provider's account book has a line of it. */
        boolean isMoved() {
            return moved;
        }

        /** What all lines of it come to. */
        long movedMinor() {
            return moved && state == RefundSnapshot.State.SUCCEEDED ? -amount : 0;
        }

        RefundSnapshot snapshot() {
            return new RefundSnapshot(id, refundId, state, amount, null);
        }
    }
}
