package com.parkhold.session.stay.messaging;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.session.stay.FollowingCars;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes in what gates and inventory say. */
@Component
class StayEvents {

    private final Inbox inbox;
    private final FollowingCars cars;

    StayEvents(Inbox inbox, FollowingCars cars) {
        this.inbox = inbox;
        this.cars = cars;
    }

    @KafkaListener(topics = {Topics.GATE_EVENTS, Topics.INVENTORY_EVENTS})
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            switch (event) {
                case VehicleEntered entered -> cars.entered(entered);
                case VehicleExited exited -> cars.exited(exited);
                case EntryVoided voided -> cars.backedOut(voided);
                case SpotAssigned assigned -> cars.assigned(assigned);
                default -> {
                    // other facts are others' business
                }
            }
        });
    }
}
