package com.parkhold.inventory.messaging;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.LaneAudited;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.inventory.operating.Overhearing;
import com.parkhold.inventory.spot.AssigningSpots;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Room and spots follow the cars. */
@Component
class GateEvents {

    private final Inbox inbox;
    private final ChangingHolds holds;
    private final AssigningSpots spots;
    private final Overhearing overhearing;

    GateEvents(Inbox inbox, ChangingHolds holds, AssigningSpots spots, Overhearing overhearing) {
        this.inbox = inbox;
        this.holds = holds;
        this.spots = spots;
        this.overhearing = overhearing;
    }

    @KafkaListener(topics = Topics.GATE_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case VehicleEntered entered -> {
                holds.enter(entered.lotId(), entered.reservationId(), Stays.from(entered.terms()), entered.enteredAt());
                spots.entered(entered.lotId(), entered.reservationId(), entered.spotId());
            }
            case EntryVoided voided -> {
                holds.voidEntry(voided.lotId(), voided.reservationId(), voided.at());
                spots.backedOut(voided.lotId(), voided.reservationId());
            }
            case VehicleExited exited -> {
                holds.leave(exited.lotId(), exited.reservationId(), exited.exitedAt());
                spots.left(exited.lotId(), exited.reservationId(), exited.exitedAt());
            }
            case LaneAudited audited ->
                overhearing.laneChanged(
                        audited.lotId(),
                        audited.actor(),
                        audited.action(),
                        audited.target(),
                        audited.detail(),
                        audited.at());
            default -> {}
        }
    }
}
