package com.parkhold.noshow.messaging;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.ReservationAwaitingPayment;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.noshow.DeadlineId.Kind;
import com.parkhold.noshow.KeepingDeadlines;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes in what moves deadlines. */
@Component
class DeadlineEvents {

    private final Inbox inbox;
    private final KeepingDeadlines deadlines;

    DeadlineEvents(Inbox inbox, KeepingDeadlines deadlines) {
        this.inbox = inbox;
        this.deadlines = deadlines;
    }

    @KafkaListener(topics = {Topics.RESERVATION_EVENTS, Topics.GATE_EVENTS})
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case ReservationAwaitingPayment waiting ->
                deadlines.set(waiting.reservationId(), Kind.HOLD_EXPIRY, waiting.lotId(), waiting.holdExpiresAt());
            case ReservationConfirmed confirmed -> expectTheCar(confirmed.terms());
            case ReservationRejected rejected -> dropAll(rejected.reservationId());
            // Nobody waits for its car yet; if somebody does, it was paid after that, and this comes again or late.
            case ReservationExpired expired -> deadlines.drop(expired.reservationId(), Kind.HOLD_EXPIRY);
            case ReservationCancelled cancelled -> dropAll(cancelled.reservationId());
            case ReservationNoShow noShow -> dropAll(noShow.reservationId());
            case VehicleEntered entered -> deadlines.drop(entered.reservationId(), Kind.NO_SHOW);
            case EntryVoided voided -> deadlines.restore(voided.reservationId(), Kind.NO_SHOW);
            default -> {
                // other facts move no deadline
            }
        }
    }

    private void expectTheCar(StayTerms terms) {
        deadlines.drop(terms.reservationId(), Kind.HOLD_EXPIRY);
        deadlines.set(
                terms.reservationId(),
                Kind.NO_SHOW,
                terms.lotId(),
                terms.startTime().plus(terms.policies().noShowGrace()));
    }

    private void dropAll(String reservationId) {
        for (Kind kind : Kind.values()) {
            deadlines.drop(reservationId, kind);
        }
    }
}
