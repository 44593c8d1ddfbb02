package com.parkhold.payment;

import com.parkhold.common.money.Money;
import com.parkhold.payment.Refund.Destination;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in what a reservation and its stay want done with the money. Nothing here calls the provider: what is wanted is
 * committed together with the event's id, and a task carries it out, so that no partition waits for the provider.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FollowingReservation {

    private final Payments payments;
    private final PaymentRecords records;
    private final Refunding refunding;
    private final ChargingStays chargingStays;
    private final ProviderTasks tasks;
    private final Clock clock;

    FollowingReservation(
            Payments payments,
            PaymentRecords records,
            Refunding refunding,
            ChargingStays chargingStays,
            ProviderTasks tasks,
            Clock clock) {
        this.payments = payments;
        this.records = records;
        this.refunding = refunding;
        this.chargingStays = chargingStays;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The driver is to pay: opens the checkout if that has not been done. */
    public void awaitingPayment(PaymentOrder order) {
        Instant now = clock.instant();
        payments.addIfAbsent(Payment.wanted(order, now), now);
        if (records.find(order.reservationId()).orElseThrow().status() == PaymentStatus.NEW) {
            tasks.wake(order.reservationId());
        }
    }

    /** Nobody is to pay any more; the answer says what was found. */
    public void holdElapsed(String reservationId, String lotId) {
        instruct(reservationId, lotId, Instruction.CLOSE);
    }

    /** The stay is certain: the amount is taken. */
    public void confirmed(String reservationId, String lotId) {
        instruct(reservationId, lotId, Instruction.CAPTURE);
    }

    /** The reservation is over without a stay and without a price. */
    public void released(String reservationId, String lotId) {
        instruct(reservationId, lotId, Instruction.RELEASE);
    }

    /**
     * The reservation is over without a stay.
     *
     * @param refund what goes back if it was taken
     * @param kept what the lot keeps, and is owed if it cannot be taken; nothing at all lets go of what is only held
     */
    public void calledOff(String reservationId, String lotId, RefundPurpose purpose, Money refund, Money kept) {
        instruct(reservationId, lotId, kept.isPositive() ? Instruction.SETTLE : Instruction.RELEASE);
        records.change(reservationId, payment -> {
            payment.owing().calledOff(kept.minor());
            refunding.request(payment, purpose, Destination.CARD, refund);
        });
    }

    /** The booking came to a stay, which is over: it is owed if its money could not be taken. */
    public void stayed(String reservationId, String sessionId) {
        records.change(reservationId, payment -> payment.owing().stayed(sessionId));
        tasks.wake(reservationId);
    }

    /** The stay ended early: part goes back to the card. */
    public void refundStay(String reservationId, Money amount) {
        giveBack(reservationId, Destination.CARD, amount);
    }

    /** The stay ended early: part is credited. */
    public void creditStay(String reservationId, Money amount) {
        giveBack(reservationId, Destination.CREDIT, amount);
    }

    /** The stay cost more than its booking: the stored card pays. */
    public void chargeStay(String reservationId, String sessionId, String userId, Money amount) {
        records.change(reservationId, payment -> chargingStays.request(payment, sessionId, userId, amount));
        tasks.wake(reservationId);
    }

    private void giveBack(String reservationId, Destination destination, Money amount) {
        records.change(reservationId, payment -> {
            if (refunding.request(payment, RefundPurpose.EARLY_DEPARTURE, destination, amount)) {
                payment.owing().letOff(amount.minor());
            }
        });
        tasks.wake(reservationId);
    }

    private void instruct(String reservationId, String lotId, Instruction instruction) {
        Instant now = clock.instant();
        payments.addIfAbsent(Payment.barred(reservationId, lotId, now), now);
        records.apply(reservationId, payment -> payment.instruct(instruction));
        tasks.wake(reservationId);
    }
}
