package com.parkhold.reservation.saga;

import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.saga.Command.Fact;
import com.parkhold.reservation.saga.Command.FreeKey;
import com.parkhold.reservation.saga.Command.HoldRoom;
import com.parkhold.reservation.saga.Command.HoldRoomAgain;
import com.parkhold.reservation.saga.Command.OpenCheckout;
import com.parkhold.reservation.saga.Command.RevokePass;
import com.parkhold.reservation.saga.Command.Tell;
import java.util.List;

/**
 * The booking saga: room first, then money, then certainty. Pure: what was, and what happened, give what is to be done.
 *
 * <table>
 * <caption>Steps, and what undoes them</caption>
 * <tr><th>step</th><th>done by</th><th>undone by</th></tr>
 * <tr><td>1 row and key</td><td>{@code Requested} → hold room</td><td>sweeper: {@code Abandoned}</td></tr>
 * <tr><td>2 room held</td><td>{@code RoomHeld} → awaiting payment, open checkout</td><td>fact REJECTED or EXPIRED</td></tr>
 * <tr><td>3 checkout open</td><td>driver pays</td><td>fact HOLD_ELAPSED closes it; only then EXPIRED frees room</td></tr>
 * <tr><td>4 money certain</td><td>{@code PaymentAuthorized} → CONFIRMED</td><td>{@code PassRevoked} → refund</td></tr>
 * <tr><td>5 stay</td><td>{@code CarEntered}, {@code StayClosed}</td><td>{@code EntryVoided}</td></tr>
 * </table>
 *
 * Asked only for signals that the transition function applied.
 */
public final class BookingSaga {

    private static final List<Command> NOTHING = List.of();

    private BookingSaga() {}

    /** The commands, in order, after {@code signal} was applied to what was {@code before}. */
    public static List<Command> next(ReservationStatus before, Signal signal) {
        return switch (signal) {
            // The happy path
            case Signal.Requested _ -> begin(before);
            case Signal.RoomHeld _
            when before == ReservationStatus.REQUESTED -> List.of(new Tell(Fact.AWAITING_PAYMENT), new OpenCheckout());
            case Signal.CheckoutOpened _ -> NOTHING;
            case Signal.PaymentAuthorized _ -> paid(before);
            case Signal.CarEntered _ -> List.of(new Tell(Fact.CHECKED_IN));
            case Signal.StayClosed _ -> List.of(new Tell(Fact.COMPLETED));

            // Compensation: room that was refused, or may be held unknown to us
            case Signal.RoomHeld _ -> List.of(new Tell(Fact.REJECTED));
            case Signal.RoomRefused _, Signal.RoomUnanswered _, Signal.Abandoned _ ->
                List.of(new Tell(Fact.REJECTED), new FreeKey());

            // Compensation: no money in time, or money too late
            case Signal.HoldElapsed _ -> List.of(new Tell(Fact.HOLD_ELAPSED));
            case Signal.CheckoutExpired _ -> List.of(new Tell(Fact.EXPIRED));
            case Signal.RoomHeldAgain _ -> List.of(new Tell(Fact.CONFIRMED));
            case Signal.RoomGone _ -> List.of(new Tell(Fact.PAYMENT_UNWANTED));

            // Compensation: what is certain ends only after the gate has let go of it
            case Signal.PaymentFailed _ -> end(before, Revocation.paymentFailed());
            case Signal.CancellationAsked asked -> end(before, asked.revocation());
            case Signal.NoShowDue _ -> List.of(new RevokePass(Revocation.noShow()));
            case Signal.PassRevoked revoked ->
                List.of(new Tell(
                        revoked.revocation().cause() == Revocation.Cause.NO_SHOW ? Fact.NO_SHOW : Fact.CANCELLED));
            case Signal.PassUsed _, Signal.EntryVoided _ -> NOTHING;
        };
    }

    private static List<Command> begin(ReservationStatus before) {
        return before == ReservationStatus.REQUESTED ? List.of(new HoldRoom()) : List.of(new OpenCheckout());
    }

    private static List<Command> paid(ReservationStatus before) {
        return switch (before) {
            case PAYMENT_PENDING -> List.of(new Tell(Fact.CONFIRMED));
            case EXPIRED -> List.of(new HoldRoomAgain());
            case REJECTED, CANCELLED -> List.of(new Tell(Fact.PAYMENT_UNWANTED));
            case REQUESTED -> List.of(new Tell(Fact.REJECTED), new Tell(Fact.PAYMENT_UNWANTED), new FreeKey());
            case CONFIRMED, CHECKED_IN, COMPLETED, NO_SHOW -> NOTHING;
        };
    }

    private static List<Command> end(ReservationStatus before, Revocation revocation) {
        return before == ReservationStatus.PAYMENT_PENDING
                ? List.of(new Tell(Fact.CANCELLED))
                : List.of(new RevokePass(revocation));
    }
}
