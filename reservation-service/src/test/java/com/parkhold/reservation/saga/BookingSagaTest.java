package com.parkhold.reservation.saga;

import static com.parkhold.reservation.saga.Command.Fact.AWAITING_PAYMENT;
import static com.parkhold.reservation.saga.Command.Fact.CANCELLED;
import static com.parkhold.reservation.saga.Command.Fact.CHECKED_IN;
import static com.parkhold.reservation.saga.Command.Fact.COMPLETED;
import static com.parkhold.reservation.saga.Command.Fact.CONFIRMED;
import static com.parkhold.reservation.saga.Command.Fact.EXPIRED;
import static com.parkhold.reservation.saga.Command.Fact.HOLD_ELAPSED;
import static com.parkhold.reservation.saga.Command.Fact.NO_SHOW;
import static com.parkhold.reservation.saga.Command.Fact.PAYMENT_UNWANTED;
import static com.parkhold.reservation.saga.Command.Fact.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.reservation.Fixtures;
import com.parkhold.reservation.Outcome;
import com.parkhold.reservation.Rejection;
import com.parkhold.reservation.ReservationStatus;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.Transitions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The booking as a story: given where it stands, when this is heard, then this is done. */
class BookingSagaTest {

    private static final Revocation DRIVER = Fixtures.byDriver();

    @Test
    void booksRoomFirstThenMoneyThenCertainty() {
        given(ReservationStatus.REQUESTED).when(new Signal.Requested()).then(new Command.HoldRoom());
        given(ReservationStatus.REQUESTED)
                .when(new Signal.RoomHeld(Fixtures.anyAgreement()))
                .then(new Command.Tell(AWAITING_PAYMENT), new Command.OpenCheckout());
        given(ReservationStatus.PAYMENT_PENDING)
                .when(new Signal.CheckoutOpened("cs_1", "http://pay"))
                .thenNothing();
        given(ReservationStatus.PAYMENT_PENDING)
                .when(new Signal.PaymentAuthorized())
                .then(new Command.Tell(CONFIRMED));
        given(ReservationStatus.CONFIRMED).when(new Signal.CarEntered()).then(new Command.Tell(CHECKED_IN));
        given(ReservationStatus.CHECKED_IN).when(new Signal.StayClosed(0, 0)).then(new Command.Tell(COMPLETED));
    }

    @Test
    void goesOnWhereAnAttemptBrokeOff() {
        given(ReservationStatus.REQUESTED).when(new Signal.Requested()).then(new Command.HoldRoom());
        given(ReservationStatus.PAYMENT_PENDING).when(new Signal.Requested()).then(new Command.OpenCheckout());
    }

    @Test
    void releasesWhateverMayBeHeldWhenItIsRejected() {
        Rejection full = new Rejection(Rejection.Kind.NO_ROOM, "NO_ROOM", "full", null);
        for (Signal signal :
                List.of(new Signal.RoomRefused(full), new Signal.RoomUnanswered(), new Signal.Abandoned())) {
            given(ReservationStatus.REQUESTED).when(signal).then(new Command.Tell(REJECTED), new Command.FreeKey());
        }
        given(ReservationStatus.REJECTED)
                .when(new Signal.RoomHeld(Fixtures.anyAgreement()))
                .then(new Command.Tell(REJECTED));
    }

    @Test
    void closesTheCheckoutBeforeItReleasesRoom() {
        given(ReservationStatus.PAYMENT_PENDING).when(new Signal.HoldElapsed()).then(new Command.Tell(HOLD_ELAPSED));
        given(ReservationStatus.PAYMENT_PENDING)
                .when(new Signal.CheckoutExpired())
                .then(new Command.Tell(EXPIRED));
    }

    @Test
    void keepsLateMoneyOnlyIfThereIsStillRoom() {
        given(ReservationStatus.EXPIRED).when(new Signal.PaymentAuthorized()).then(new Command.HoldRoomAgain());
        given(ReservationStatus.EXPIRED).when(new Signal.RoomHeldAgain()).then(new Command.Tell(CONFIRMED));
        given(ReservationStatus.EXPIRED).when(new Signal.RoomGone()).then(new Command.Tell(PAYMENT_UNWANTED));
    }

    @Test
    void givesMoneyBackThatNobodyWaitsFor() {
        given(ReservationStatus.CANCELLED)
                .when(new Signal.PaymentAuthorized())
                .then(new Command.Tell(PAYMENT_UNWANTED));
        given(ReservationStatus.REJECTED).when(new Signal.PaymentAuthorized()).then(new Command.Tell(PAYMENT_UNWANTED));
        given(ReservationStatus.REQUESTED)
                .when(new Signal.PaymentAuthorized())
                .then(new Command.Tell(REJECTED), new Command.Tell(PAYMENT_UNWANTED), new Command.FreeKey());
    }

    @Test
    void endsWhatIsCertainOnlyAfterTheGateHasLetGoOfIt() {
        given(ReservationStatus.CONFIRMED)
                .when(new Signal.CancellationAsked(DRIVER))
                .then(new Command.RevokePass(DRIVER));
        given(ReservationStatus.CONFIRMED).when(new Signal.PassRevoked(DRIVER)).then(new Command.Tell(CANCELLED));
        given(ReservationStatus.CONFIRMED)
                .when(new Signal.NoShowDue())
                .then(new Command.RevokePass(Revocation.noShow()));
        given(ReservationStatus.CONFIRMED)
                .when(new Signal.PassRevoked(Revocation.noShow()))
                .then(new Command.Tell(NO_SHOW));
        given(ReservationStatus.CONFIRMED)
                .when(new Signal.PaymentFailed("card_declined"))
                .then(new Command.RevokePass(Revocation.paymentFailed()));
    }

    @Test
    void cancelsWhatWasNeverPaidAtOnce() {
        given(ReservationStatus.PAYMENT_PENDING)
                .when(new Signal.CancellationAsked(DRIVER))
                .then(new Command.Tell(CANCELLED));
    }

    private static Given given(ReservationStatus status) {
        return new Given(status);
    }

    private record Given(ReservationStatus status) {
        Heard when(Signal signal) {
            assertThat(Transitions.of(status, signal)).isInstanceOf(Outcome.Applied.class);
            return new Heard(BookingSaga.next(status, signal));
        }
    }

    private record Heard(List<Command> commands) {
        void then(Command... expected) {
            assertThat(commands).containsExactly(expected);
        }

        void thenNothing() {
            assertThat(commands).isEmpty();
        }
    }
}
