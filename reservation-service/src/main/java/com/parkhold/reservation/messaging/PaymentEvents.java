package com.parkhold.reservation.messaging;

import com.parkhold.common.contract.CheckoutExpired;
import com.parkhold.common.contract.CheckoutOpened;
import com.parkhold.common.contract.CreditIssued;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.PaymentAuthorized;
import com.parkhold.common.contract.PaymentFailed;
import com.parkhold.common.contract.PaymentVoided;
import com.parkhold.common.contract.RefundFailed;
import com.parkhold.common.contract.RefundIssued;
import com.parkhold.common.contract.StayChargeDeclined;
import com.parkhold.common.contract.StayCharged;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.money.Money;
import com.parkhold.reservation.AnnotatingReservations;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.saga.SagaRunner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What payment states: in order per reservation. */
@Component
class PaymentEvents {

    private final Inbox inbox;
    private final SagaRunner saga;
    private final AnnotatingReservations annotating;

    PaymentEvents(Inbox inbox, SagaRunner saga, AnnotatingReservations annotating) {
        this.inbox = inbox;
        this.saga = saga;
        this.annotating = annotating;
    }

    @KafkaListener(topics = Topics.PAYMENT_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case CheckoutOpened opened ->
                saga.send(
                        opened.reservationId(), new Signal.CheckoutOpened(opened.paymentToken(), opened.paymentUrl()));
            case CheckoutExpired expired -> saga.send(expired.reservationId(), new Signal.CheckoutExpired());
            case PaymentAuthorized paid -> saga.send(paid.reservationId(), new Signal.PaymentAuthorized());
            case PaymentFailed failed -> saga.send(failed.reservationId(), new Signal.PaymentFailed(failed.reason()));
            default -> note(event);
        }
    }

    private void note(Event event) {
        switch (event) {
            case PaymentVoided voided
            when voided.amountMinor() > 0 ->
                note(
                        voided.reservationId(),
                        "the hold of %s on the card is lifted",
                        voided.amountMinor(),
                        voided.currency());
            case RefundIssued refund ->
                note(refund.reservationId(), "refund of %s is on its way", refund.amountMinor(), refund.currency());
            case RefundFailed refund ->
                note(refund.reservationId(), "refund of %s failed", refund.amountMinor(), refund.currency());
            case CreditIssued credit ->
                note(credit.reservationId(), "credit of %s was given", credit.amountMinor(), credit.currency());
            case StayCharged charge ->
                note(
                        charge.reservationId(),
                        "%s was charged for the longer stay",
                        charge.amountMinor(),
                        charge.currency());
            case StayChargeDeclined charge ->
                note(charge.reservationId(), "%s for the longer stay is owed", charge.amountMinor(), charge.currency());
            default -> {
                // Payment's own business.
            }
        }
    }

    private void note(String reservationId, String line, long amountMinor, String currency) {
        annotating.note(reservationId, line.formatted(new Money(amountMinor, currency)));
    }
}
