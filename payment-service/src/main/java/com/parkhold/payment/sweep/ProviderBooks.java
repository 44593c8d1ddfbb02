package com.parkhold.payment.sweep;

import com.parkhold.common.money.Money;
import com.parkhold.payment.IntentSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the provider has of us, listed by it and not by what we know.
 *
 * <p>Each call throws {@link com.parkhold.payment.ProviderAwayException} if the provider does not answer.
 */
public interface ProviderBooks {

    /** The movements of our account since an instant, oldest first. */
    List<Movement> movementsSince(Instant instant);

    /** The attempts to take money since an instant, oldest first. */
    List<Attempt> attemptsSince(Instant instant);

    /** The hosted checkouts since an instant, oldest first. */
    List<Checkout> checkoutsSince(Instant instant);

    /** The refunds since an instant, oldest first. */
    List<GivenBack> refundsSince(Instant instant);

    /** Whether an object can still move money. */
    boolean isOpen(StrayKind kind, String id);

    /** The disputes that were opened since an instant. */
    List<Dispute> disputesSince(Instant instant);

    /** A dispute as it stands now. */
    Dispute dispute(String disputeId);

    /** What moved money. */
    enum Kind {
        CHARGE,
        REFUND,
        DISPUTE,
        /** Payouts to our bank and the provider's own fees: no business of a booking. */
        OTHER
    }

    /**
     * A line of the provider's account book; it never changes.
     *
     * @param providerObject what we book it under: the attempt to take money, the refund, the dispute
     * @param refundId our own name of a refund; null where it was made without us
     * @param amountMinor above zero towards us
     */
    record Movement(
            String id,
            Kind kind,
            String providerObject,
            @Nullable String intentId,
            @Nullable String reservationId,
            @Nullable String refundId,
            long amountMinor,
            long feeMinor,
            String currency,
            Instant happenedAt) {}

    /**
     * An attempt to take money.
     *
     * @param reservationId whose it is by its own word; null for what is not ours
     */
    record Attempt(
            String intentId,
            @Nullable String reservationId,
            IntentSnapshot.State state,
            Money amount,
            Instant createdAt) {}

    /**
     * A hosted checkout.
     *
     * @param reservationId whose it is by its own word; null for what is not ours
     * @param isForBooking whether it is for a booking's price, by its own word, and not for what a stay cost beyond it
     */
    record Checkout(
            String id,
            @Nullable String reservationId,
            boolean isForBooking,
            boolean isOpen,
            Money amount,
            Instant createdAt) {}

    /**
     * A refund.
     *
     * @param refundId our own name of it; null where it was made without us
     * @param isPending whether it is under way, so that no line of the account book tells of it yet
     */
    record GivenBack(String id, @Nullable String refundId, boolean isPending, Money amount, Instant createdAt) {}

    /** Something that could still move money, of which we know nothing. */
    record Stray(String id, StrayKind kind, Money amount, Instant since) {}

    /** What a stray is. */
    enum StrayKind {
        ATTEMPT,
        CHECKOUT,
        REFUND
    }

    /**
     * A dispute.
     *
     * @param isOver whether nothing about it will change any more
     */
    record Dispute(
            String id,
            String intentId,
            String status,
            String reason,
            boolean isOver,
            long amountMinor,
            String currency,
            @Nullable Instant answerBy,
            Instant openedAt) {}
}
