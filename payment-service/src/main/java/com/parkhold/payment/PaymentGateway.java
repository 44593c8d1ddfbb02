package com.parkhold.payment;

import com.parkhold.common.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payment provider.
 *
 * <p>Every call that changes something carries a key: repeated with the same key it acts once and answers the same. What
 * the provider refuses is a value. Whatever leaves the outcome open throws {@link ProviderAwayException}, and the
 * caller asks again later. No call is made while a database transaction is open.
 */
public interface PaymentGateway {

    /**
     * For how long a key is surely known, with hours to spare: Stripe forgets it once it is a day old. What may have been
     * asked for longer ago is looked for before it is asked for again.
     */
    Duration KEYS_ARE_KNOWN = Duration.ofHours(12);

    /** Opens a hosted checkout that holds the amount and keeps the card for what a stay may cost beyond it. */
    Answer<CheckoutSnapshot> open(CheckoutTerms terms, String key);

    /** Opens a hosted checkout that takes what is owed at once. */
    Answer<CheckoutSnapshot> openForDebt(DebtTerms terms, String key);

    CheckoutSnapshot checkout(String checkoutId);

    /** Closes a checkout; answers what it is then, which may be paid. */
    CheckoutSnapshot expire(String checkoutId, String key);

    IntentSnapshot intent(String intentId);

    /** Takes what is held; answers what the attempt is then. */
    Answer<IntentSnapshot> capture(String intentId, String key);

    /** Lets go what is held; answers what the attempt is then, which may be taken. */
    IntentSnapshot cancel(String intentId, String key);

    Answer<RefundSnapshot> refund(RefundTerms terms, String key);

    /** Every refund of an attempt's money, newest first. */
    List<RefundSnapshot> refunds(String intentId);

    /** Takes money from a stored card while its owner is away. */
    Answer<IntentSnapshot> chargeStoredCard(StayChargeTerms terms, String key);

    /** The attempt that was made for a stay's charge, if the provider knows of one. */
    Optional<IntentSnapshot> findStayCharge(String customerId, String sessionId);

    /** What a request came to that reached the provider. */
    sealed interface Answer<T> {

        /** Done. */
        record Done<T>(T object) implements Answer<T> {}

        /** Refused for good. */
        record Refused<T>(String reason) implements Answer<T> {}
    }

    /** What a checkout is to be. */
    record CheckoutTerms(
            String reservationId,
            String lotId,
            @Nullable String email,
            String description,
            Money amount,
            Instant expiresAt,
            Methods methods) {}

    /** What a debt's checkout is to be. */
    record DebtTerms(String sessionId, String reservationId, String lotId, Money amount, Instant expiresAt) {}

    /** What a refund is to be. */
    record RefundTerms(String refundId, String reservationId, String intentId, Money amount, RefundPurpose purpose) {}

    /** What a charge is to be. */
    record StayChargeTerms(
            String sessionId,
            String reservationId,
            String lotId,
            Money amount,
            String customerId,
            String paymentMethodId) {}
}
