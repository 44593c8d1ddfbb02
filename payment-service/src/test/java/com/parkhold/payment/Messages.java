package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.SimulatedBooking.Pass;
import com.parkhold.payment.SimulatedBooking.Stated;
import com.parkhold.reservation.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the two services and the gate of one history tell each other: in order, each taken in together with what follows
 * from it, and told again where that was undone.
 */
final class Messages {

    private static final String LOT = "lot-123";

    private final RememberedStore store;
    private final FollowingReservation following;
    private final SimulatedBooking booking;
    private final Dice dice;
    private final List<StayEnd> stayEnds = new ArrayList<>();
    private int factsHeard;
    private int paymentFactsHeard;
    private int gateEventsHeard;
    private int stayEndsHeard;

    Messages(RememberedStore store, FollowingReservation following, SimulatedBooking booking, Dice dice) {
        this.store = store;
        this.following = following;
        this.booking = booking;
        this.dice = dice;
    }

    /** How many were taken in so far. */
    int heard() {
        return factsHeard + paymentFactsHeard + gateEventsHeard + stayEndsHeard;
    }

    /** How the stay was settled, if it came to one. */
    Optional<StayEnd> settled() {
        return stayEnds.stream().findFirst();
    }

    /** Payment hears of the reservation. */
    void fact() {
        if (factsHeard >= booking.facts.size()) {
            return;
        }
        Stated stated = booking.facts.get(factsHeard);
        store.executeWithoutResult(_ -> follow(stated));
        factsHeard++;
    }

    private void follow(Stated stated) {
        switch (stated.fact()) {
            case AWAITING_PAYMENT ->
                following.awaitingPayment(new PaymentOrder(
                        History.RESERVATION,
                        LOT,
                        "alice",
                        null,
                        "Parking",
                        new Money(SimulatedBooking.PRICE, "USD"),
                        booking.reservation().requestedAt().plus(Duration.ofMinutes(10)),
                        Methods.CARDS));
            case HOLD_ELAPSED -> following.holdElapsed(History.RESERVATION, LOT);
            case CONFIRMED -> {
                following.confirmed(History.RESERVATION, LOT);
                booking.pass = booking.pass == Pass.NONE ? Pass.EXPECTED : booking.pass;
            }
            case CANCELLED -> calledOff(stated, RefundPurpose.CANCELLATION);
            case NO_SHOW -> calledOff(stated, RefundPurpose.NO_SHOW);
            case EXPIRED, REJECTED, PAYMENT_UNWANTED -> following.released(History.RESERVATION, LOT);
            case CHECKED_IN, COMPLETED -> {}
        }
    }

    private void calledOff(Stated stated, RefundPurpose purpose) {
        following.calledOff(
                History.RESERVATION,
                LOT,
                purpose,
                new Money(stated.refundMinor(), "USD"),
                new Money(stated.feeMinor(), "USD"));
    }

    /** Reservation hears of payment. */
    void paymentFact() {
        if (paymentFactsHeard >= store.outbox.size()) {
            return;
        }
        switch (store.outbox.get(paymentFactsHeard).fact()) {
            case PaymentFact.CheckoutOpened opened ->
                booking.receive(new Signal.CheckoutOpened(opened.token(), opened.url()));
            case PaymentFact.CheckoutExpired _ -> booking.receive(new Signal.CheckoutExpired());
            case PaymentFact.Authorized _ -> booking.receive(new Signal.PaymentAuthorized());
            case PaymentFact.Failed failed -> booking.receive(new Signal.PaymentFailed(failed.reason()));
            default -> {}
        }
        paymentFactsHeard++;
    }

    void gateEvent() {
        if (gateEventsHeard < booking.gateEvents.size()) {
            booking.receive(booking.gateEvents.get(gateEventsHeard));
            gateEventsHeard++;
        }
    }

    void enter() {
        if (booking.pass == Pass.EXPECTED) {
            booking.pass = Pass.INSIDE;
            booking.gateEvents.add(new Signal.CarEntered());
        }
    }

    void leave() {
        if (booking.pass == Pass.INSIDE) {
            booking.pass = Pass.OUT;
            StayEnd end = StayEnd.of(dice.below(4));
            stayEnds.add(end);
            booking.gateEvents.add(new Signal.StayClosed(end.charge, end.refund + end.credit));
        }
    }

    /** Payment hears how the stay ended. */
    void stayEnd() {
        if (stayEndsHeard >= stayEnds.size() || !store.payments.has(History.RESERVATION)) {
            return;
        }
        StayEnd end = stayEnds.get(stayEndsHeard);
        store.executeWithoutResult(_ -> {
            following.stayed(History.RESERVATION, "s1");
            if (end.refund > 0) {
                following.refundStay(History.RESERVATION, new Money(end.refund, "USD"));
            }
            if (end.credit > 0) {
                following.creditStay(History.RESERVATION, new Money(end.credit, "USD"));
            }
            if (end.charge > 0) {
                following.chargeStay(History.RESERVATION, "s1", "alice", new Money(end.charge, "USD"));
            }
        });
        stayEndsHeard++;
    }

    /** How a stay was settled. */
    record StayEnd(long charge, long refund, long credit) {
        private static StayEnd of(int kind) {
            return switch (kind) {
                case 0 -> new StayEnd(0, 0, 0);
                case 1 -> new StayEnd(450, 0, 0);
                case 2 -> new StayEnd(0, 600, 0);
                default -> new StayEnd(0, 0, 600);
            };
        }
    }
}
