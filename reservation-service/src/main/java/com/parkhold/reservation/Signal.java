package com.parkhold.reservation;

/**
 * What can happen to a reservation. Every signal may come twice, late or out of order; {@link Transitions} answers each
 * in every state.
 */
public sealed interface Signal {

    /** A driver asked for it, or asked again after the first attempt broke off. */
    record Requested() implements Signal {}

    /** Inventory holds room on these terms. */
    record RoomHeld(Agreement agreement) implements Signal {}

    /** Inventory refused, finally. */
    record RoomRefused(Rejection rejection) implements Signal {}

    /** Inventory did not answer in time: it may hold room or not. */
    record RoomUnanswered() implements Signal {}

    /** Whoever asked is gone and never came back. */
    record Abandoned() implements Signal {}

    /** Payment opened a checkout. */
    record CheckoutOpened(String token, String url) implements Signal {}

    /** The time that room is held for is over. */
    record HoldElapsed() implements Signal {}

    /** The provider confirmed that the checkout takes no money any more. */
    record CheckoutExpired() implements Signal {}

    /** The provider holds the money for us. */
    record PaymentAuthorized() implements Signal {}

    /** After late money: there is still room, and it is held again. */
    record RoomHeldAgain() implements Signal {}

    /** After late money: there is no room any more. */
    record RoomGone() implements Signal {}

    /** The money that was certain could not be taken after all. */
    record PaymentFailed(String reason) implements Signal {}

    /** The driver or the lot's operator wants out. */
    record CancellationAsked(Revocation revocation) implements Signal {}

    /** The car has not come in time. */
    record NoShowDue() implements Signal {}

    /** The gate lets the car in no more. */
    record PassRevoked(Revocation revocation) implements Signal {}

    /** The gate cannot revoke: the car is or was inside. */
    record PassUsed() implements Signal {}

    /** The car is inside. */
    record CarEntered() implements Signal {}

    /** The car backed out before it was inside. */
    record EntryVoided(String reason) implements Signal {}

    /**
     * The car left and the stay is settled.
     *
     * @param finalChargeMinor due beyond the booking
     * @param refundMinor given back, to the card or as a credit
     */
    record StayClosed(long finalChargeMinor, long refundMinor) implements Signal {}
}
