package com.parkhold.payment.messaging;

import com.parkhold.common.contract.CheckoutExpired;
import com.parkhold.common.contract.CheckoutOpened;
import com.parkhold.common.contract.CreditIssued;
import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.PaymentAuthorized;
import com.parkhold.common.contract.PaymentCaptured;
import com.parkhold.common.contract.PaymentEvent;
import com.parkhold.common.contract.PaymentFailed;
import com.parkhold.common.contract.PaymentVoided;
import com.parkhold.common.contract.RefundFailed;
import com.parkhold.common.contract.RefundIssued;
import com.parkhold.common.contract.StayChargeDeclined;
import com.parkhold.common.contract.StayCharged;
import com.parkhold.common.outbox.Outbox;
import com.parkhold.payment.PaymentFact;
import com.parkhold.payment.PaymentFact.Stated;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts every fact on the outbox, in the transaction that made it true. */
@Component
class StatingPaymentEvents {

    private final Outbox outbox;

    StatingPaymentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(Stated stated) {
        outbox.append(eventOf(stated), stated.version());
    }

    private static PaymentEvent eventOf(Stated stated) {
        String id = stated.reservationId();
        String lot = stated.lotId();
        return switch (stated.fact()) {
            case PaymentFact.CheckoutOpened open -> new CheckoutOpened(id, lot, open.token(), open.url());
            case PaymentFact.CheckoutExpired _ -> new CheckoutExpired(id, lot);
            case PaymentFact.Authorized held ->
                new PaymentAuthorized(
                        id, lot, held.amount().minor(), held.amount().currency(), held.at());
            case PaymentFact.Captured taken ->
                new PaymentCaptured(
                        id, lot, taken.amount().minor(), taken.amount().currency());
            case PaymentFact.Voided let ->
                new PaymentVoided(id, lot, let.amount().minor(), let.amount().currency());
            case PaymentFact.Failed failed -> new PaymentFailed(id, lot, failed.reason());
            case PaymentFact.RefundIssued back ->
                new RefundIssued(
                        id,
                        lot,
                        back.refundId(),
                        back.amount().minor(),
                        back.amount().currency(),
                        back.purpose().name());
            case PaymentFact.RefundFailed failed ->
                new RefundFailed(
                        id,
                        lot,
                        failed.refundId(),
                        failed.amount().minor(),
                        failed.amount().currency(),
                        failed.reason());
            case PaymentFact.CreditIssued credit ->
                new CreditIssued(
                        id,
                        lot,
                        credit.userId(),
                        credit.amount().minor(),
                        credit.amount().currency());
            case PaymentFact.StayCharged charged ->
                new StayCharged(
                        id, lot, charged.amount().minor(), charged.amount().currency());
            case PaymentFact.StayChargeDeclined declined ->
                new StayChargeDeclined(
                        id, lot, declined.amount().minor(), declined.amount().currency(), declined.reason());
            case PaymentFact.ExitPaid paid ->
                new ExitPaid(
                        id,
                        lot,
                        paid.sessionId(),
                        paid.paid().minor(),
                        paid.paid().currency(),
                        paid.settledUntil());
        };
    }
}
