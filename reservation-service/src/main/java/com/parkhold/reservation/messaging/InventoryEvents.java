package com.parkhold.reservation.messaging;

import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.SpotUnassigned;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.reservation.AnnotatingReservations;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What inventory states: the exact spot, for the driver to see. */
@Component
class InventoryEvents {

    private final Inbox inbox;
    private final AnnotatingReservations annotating;

    InventoryEvents(Inbox inbox, AnnotatingReservations annotating) {
        this.inbox = inbox;
        this.annotating = annotating;
    }

    @KafkaListener(topics = Topics.INVENTORY_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            switch (event) {
                case SpotAssigned assigned ->
                    annotating.guideTo(assigned.reservationId(), assigned.spotId(), assigned.floor());
                case SpotUnassigned unassigned -> annotating.guideNowhere(unassigned.reservationId());
                default -> {}
            }
        });
    }
}
