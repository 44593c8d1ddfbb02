package com.parkhold.payment.messaging;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationHoldElapsed;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.money.Money;
import com.parkhold.payment.FollowingReservation;
import com.parkhold.payment.Methods;
import com.parkhold.payment.PaymentOrder;
import com.parkhold.payment.RefundPurpose;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What becomes of reservations decides what becomes of their money. */
@Component
class HearingReservations {

    private final Inbox inbox;
    private final FollowingReservation following;

    HearingReservations(Inbox inbox, FollowingReservation following) {
        this.inbox = inbox;
        this.following = following;
    }

    @KafkaListener(topics = Topics.RESERVATION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case ReservationAwaitingPayment awaiting -> following.awaitingPayment(orderOf(awaiting));
            case ReservationHoldElapsed elapsed -> following.holdElapsed(elapsed.reservationId(), elapsed.lotId());
            case ReservationConfirmed confirmed -> following.confirmed(confirmed.reservationId(), confirmed.lotId());
            case ReservationCancelled cancelled ->
                following.calledOff(
                        cancelled.reservationId(),
                        cancelled.lotId(),
                        RefundPurpose.CANCELLATION,
                        new Money(cancelled.refundMinor(), cancelled.currency()),
                        new Money(cancelled.feeMinor(), cancelled.currency()));
            case ReservationNoShow noShow ->
                following.calledOff(
                        noShow.reservationId(),
                        noShow.lotId(),
                        RefundPurpose.NO_SHOW,
                        new Money(noShow.refundMinor(), noShow.currency()),
                        new Money(noShow.penaltyMinor(), noShow.currency()));
            case ReservationExpired expired -> following.released(expired.reservationId(), expired.lotId());
            case ReservationRejected rejected -> following.released(rejected.reservationId(), rejected.lotId());
            case ReservationPaymentUnwanted unwanted -> following.released(unwanted.reservationId(), unwanted.lotId());
            default -> {}
        }
    }

    private static PaymentOrder orderOf(ReservationAwaitingPayment awaiting) {
        return new PaymentOrder(
                awaiting.reservationId(),
                awaiting.lotId(),
                awaiting.userId(),
                awaiting.email(),
                awaiting.description(),
                new Money(awaiting.amountMinor(), awaiting.currency()),
                awaiting.holdExpiresAt(),
                Methods.named(awaiting.paymentMethods()));
    }
}
