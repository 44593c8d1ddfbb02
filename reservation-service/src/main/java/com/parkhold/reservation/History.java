package com.parkhold.reservation;

import java.util.Optional;

/** The words in which a reservation's history tells its driver what a signal did. */
final class History {

    private History() {}

    static Optional<String> line(Signal signal, ReservationStatus before, ReservationStatus next) {
        return switch (signal) {
            case Signal.HoldElapsed _ -> Optional.of("the time to pay is over, closing the checkout");
            case Signal.PaymentFailed failed -> Optional.of("the payment failed: " + failed.reason());
            case Signal.PaymentAuthorized _ -> Optional.of(before == next ? "paid too late" : "paid");
            case Signal.RoomGone _ -> Optional.of("no room any more, the payment is given back");
            default -> before == next ? Optional.empty() : Optional.of(ofMove(signal));
        };
    }

    private static String ofMove(Signal signal) {
        return switch (signal) {
            case Signal.RoomHeld _ -> "room is held";
            case Signal.RoomRefused refused -> refused.rejection().detail();
            case Signal.RoomUnanswered _ -> "room could not be asked for";
            case Signal.Abandoned _ -> "given up before it was known whether there is room";
            case Signal.CheckoutExpired _ -> "not paid in time";
            case Signal.RoomHeldAgain _ -> "paid late, and there was still room";
            case Signal.CancellationAsked asked -> ofRevocation(asked.revocation());
            case Signal.PassRevoked revoked -> ofRevocation(revoked.revocation());
            case Signal.CarEntered _ -> "the car is inside";
            case Signal.EntryVoided voided -> "the car backed out: " + voided.reason();
            case Signal.StayClosed _ -> "the car has left";
            case Signal.Requested _,
                    Signal.CheckoutOpened _,
                    Signal.HoldElapsed _,
                    Signal.PaymentAuthorized _,
                    Signal.RoomGone _,
                    Signal.PaymentFailed _,
                    Signal.NoShowDue _,
                    Signal.PassUsed _ -> signal.getClass().getSimpleName();
        };
    }

    private static String ofRevocation(Revocation revocation) {
        return switch (revocation.cause()) {
            case CANCELLED_BY_DRIVER -> "cancelled by the driver";
            case CANCELLED_BY_OPERATOR -> "cancelled by the operator";
            case PAYMENT_FAILED -> "cancelled for want of payment";
            case NO_SHOW -> "the car never came";
        };
    }
}
