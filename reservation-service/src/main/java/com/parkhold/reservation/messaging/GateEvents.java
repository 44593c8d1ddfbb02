package com.parkhold.reservation.messaging;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.PassRevoked;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.reservation.Revocation;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.saga.SagaRunner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * What gate-control states: in order per lot. A stay that was closed may be heard of before its entry, since sessions
 * speak on another topic.
 */
@Component
class GateEvents {

    private final Inbox inbox;
    private final SagaRunner saga;

    GateEvents(Inbox inbox, SagaRunner saga) {
        this.inbox = inbox;
        this.saga = saga;
    }

    @KafkaListener(topics = Topics.GATE_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case VehicleEntered entered -> saga.send(entered.reservationId(), new Signal.CarEntered());
            case EntryVoided voided -> saga.send(voided.reservationId(), new Signal.EntryVoided(voided.reason()));
            case PassRevoked revoked ->
                Revocation.parse(revoked.reason())
                        .ifPresent(ours -> saga.send(revoked.reservationId(), new Signal.PassRevoked(ours)));
            default -> {
                // An exit counts when its session is closed; lanes are not ours.
            }
        }
    }
}
