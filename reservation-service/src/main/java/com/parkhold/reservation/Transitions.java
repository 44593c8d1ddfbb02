package com.parkhold.reservation;

import static com.parkhold.reservation.ReservationStatus.CANCELLED;
import static com.parkhold.reservation.ReservationStatus.CHECKED_IN;
import static com.parkhold.reservation.ReservationStatus.COMPLETED;
import static com.parkhold.reservation.ReservationStatus.CONFIRMED;
import static com.parkhold.reservation.ReservationStatus.EXPIRED;
import static com.parkhold.reservation.ReservationStatus.NO_SHOW;
import static com.parkhold.reservation.ReservationStatus.PAYMENT_PENDING;
import static com.parkhold.reservation.ReservationStatus.REJECTED;

import com.parkhold.reservation.Outcome.AlreadyApplied;
import com.parkhold.reservation.Outcome.Applied;
import com.parkhold.reservation.Outcome.Refused;

/** The one transition function of a reservation: pure, total over state and signal, and safe to repeat. */
public final class Transitions {

    private static final Outcome ALREADY = new AlreadyApplied();

    private Transitions() {}

    /** What a signal comes to in a state. */
    public static Outcome of(ReservationStatus status, Signal signal) {
        return switch (signal) {
            case Signal.Requested _ -> requested(status);
            case Signal.RoomHeld _ -> roomHeld(status);
            case Signal.RoomRefused _, Signal.RoomUnanswered _, Signal.Abandoned _ -> noRoomKnown(status);
            case Signal.CheckoutOpened _ -> checkoutOpened(status);
            case Signal.HoldElapsed _ -> holdElapsed(status);
            case Signal.CheckoutExpired _ -> checkoutExpired(status);
            case Signal.PaymentAuthorized _ -> paymentAuthorized(status);
            case Signal.RoomHeldAgain _ -> roomHeldAgain(status);
            case Signal.RoomGone _ -> roomGone(status);
            case Signal.PaymentFailed _ -> paymentFailed(status);
            case Signal.CancellationAsked _ -> cancellationAsked(status);
            case Signal.NoShowDue _ -> noShowDue(status);
            case Signal.PassRevoked revoked -> passRevoked(status, revoked.revocation());
            case Signal.PassUsed _ -> new Refused("the car is or was inside");
            case Signal.CarEntered _ -> carEntered(status);
            case Signal.EntryVoided _ -> entryVoided(status);
            case Signal.StayClosed _ -> stayClosed(status);
        };
    }

    private static Outcome requested(ReservationStatus status) {
        return switch (status) {
            case REQUESTED, PAYMENT_PENDING -> new Applied(status);
            case CONFIRMED, CHECKED_IN, COMPLETED, REJECTED, EXPIRED, CANCELLED, NO_SHOW -> ALREADY;
        };
    }

    private static Outcome roomHeld(ReservationStatus status) {
        return switch (status) {
            case REQUESTED -> new Applied(PAYMENT_PENDING);
            case REJECTED -> new Applied(REJECTED);
            case PAYMENT_PENDING, CONFIRMED, CHECKED_IN, COMPLETED, EXPIRED, CANCELLED, NO_SHOW -> ALREADY;
        };
    }

    private static Outcome noRoomKnown(ReservationStatus status) {
        return switch (status) {
            case REQUESTED -> new Applied(REJECTED);
            case REJECTED -> ALREADY;
            case PAYMENT_PENDING, CONFIRMED, CHECKED_IN, COMPLETED, EXPIRED, CANCELLED, NO_SHOW ->
                new Refused("room was held before");
        };
    }

    private static Outcome checkoutOpened(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(PAYMENT_PENDING);
            case CONFIRMED, CHECKED_IN, COMPLETED, NO_SHOW -> ALREADY;
            case REQUESTED -> new Refused("no room is held yet");
            case REJECTED, EXPIRED, CANCELLED -> new Refused("it is over");
        };
    }

    private static Outcome holdElapsed(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(PAYMENT_PENDING);
            case REQUESTED -> new Refused("no room is held yet");
            case CONFIRMED, CHECKED_IN, COMPLETED, REJECTED, EXPIRED, CANCELLED, NO_SHOW -> ALREADY;
        };
    }

    private static Outcome checkoutExpired(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(EXPIRED);
            case REJECTED, EXPIRED, CANCELLED -> ALREADY;
            case REQUESTED -> new Refused("no room is held yet");
            case CONFIRMED, CHECKED_IN, COMPLETED, NO_SHOW -> new Refused("it was paid before");
        };
    }

    private static Outcome paymentAuthorized(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(CONFIRMED);
            case EXPIRED -> new Applied(EXPIRED);
            case REQUESTED, REJECTED -> new Applied(REJECTED);
            case CANCELLED -> new Applied(CANCELLED);
            case CONFIRMED, CHECKED_IN, COMPLETED, NO_SHOW -> ALREADY;
        };
    }

    private static Outcome roomHeldAgain(ReservationStatus status) {
        return switch (status) {
            case EXPIRED -> new Applied(CONFIRMED);
            case CONFIRMED, CHECKED_IN, COMPLETED, NO_SHOW -> ALREADY;
            case REQUESTED, PAYMENT_PENDING, REJECTED, CANCELLED -> new Refused("it never expired");
        };
    }

    private static Outcome roomGone(ReservationStatus status) {
        return switch (status) {
            case EXPIRED -> new Applied(EXPIRED);
            case REQUESTED, PAYMENT_PENDING, CONFIRMED, CHECKED_IN, COMPLETED, REJECTED, CANCELLED, NO_SHOW ->
                new Refused("it is not expired");
        };
    }

    private static Outcome paymentFailed(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(CANCELLED);
            case CONFIRMED -> new Applied(CONFIRMED);
            case REJECTED, EXPIRED, CANCELLED, NO_SHOW -> ALREADY;
            case REQUESTED -> new Refused("no room is held yet");
            case CHECKED_IN, COMPLETED -> new Refused("the stay was used and is owed");
        };
    }

    private static Outcome cancellationAsked(ReservationStatus status) {
        return switch (status) {
            case PAYMENT_PENDING -> new Applied(CANCELLED);
            case CONFIRMED -> new Applied(CONFIRMED);
            case CANCELLED -> ALREADY;
            case REQUESTED, CHECKED_IN, COMPLETED, REJECTED, EXPIRED, NO_SHOW ->
                new Refused("what is " + status + " cannot be cancelled");
        };
    }

    private static Outcome noShowDue(ReservationStatus status) {
        return switch (status) {
            case CONFIRMED -> new Applied(CONFIRMED);
            case NO_SHOW -> ALREADY;
            case REQUESTED, PAYMENT_PENDING, CHECKED_IN, COMPLETED, REJECTED, EXPIRED, CANCELLED ->
                new Refused("what is " + status + " is not waited for");
        };
    }

    private static Outcome passRevoked(ReservationStatus status, Revocation revocation) {
        return switch (status) {
            case CONFIRMED ->
                new Applied(
                        switch (revocation.cause()) {
                            case NO_SHOW -> NO_SHOW;
                            case CANCELLED_BY_DRIVER, CANCELLED_BY_OPERATOR, PAYMENT_FAILED -> CANCELLED;
                        });
            case REJECTED, EXPIRED, CANCELLED, NO_SHOW -> ALREADY;
            case REQUESTED, PAYMENT_PENDING -> new Refused("there is no pass yet");
            case CHECKED_IN, COMPLETED -> new Refused("the car is or was inside");
        };
    }

    private static Outcome carEntered(ReservationStatus status) {
        return switch (status) {
            case CONFIRMED -> new Applied(CHECKED_IN);
            case CHECKED_IN, COMPLETED -> ALREADY;
            case REQUESTED, PAYMENT_PENDING, REJECTED, EXPIRED, CANCELLED, NO_SHOW ->
                new Refused("what is " + status + " was let in");
        };
    }

    private static Outcome entryVoided(ReservationStatus status) {
        return switch (status) {
            case CHECKED_IN -> new Applied(CONFIRMED);
            case CONFIRMED, CANCELLED, NO_SHOW -> ALREADY;
            case COMPLETED -> new Refused("the stay is settled");
            case REQUESTED, PAYMENT_PENDING, REJECTED, EXPIRED -> new Refused("it was never let in");
        };
    }

    private static Outcome stayClosed(ReservationStatus status) {
        return switch (status) {
            case CONFIRMED, CHECKED_IN -> new Applied(COMPLETED);
            case COMPLETED -> ALREADY;
            case REQUESTED, PAYMENT_PENDING, REJECTED, EXPIRED, CANCELLED, NO_SHOW ->
                new Refused("what is " + status + " has no stay");
        };
    }
}
