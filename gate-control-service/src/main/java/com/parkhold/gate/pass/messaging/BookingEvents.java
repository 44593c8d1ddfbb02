package com.parkhold.gate.pass.messaging;

import com.parkhold.common.contract.InventoryEvent;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationEvent;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.SpotUnassigned;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.gate.pass.ExpectingCar;
import com.parkhold.gate.pass.RevokingPass;
import com.parkhold.gate.pass.Spot;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Passes follow bookings: expected when certain, revoked when not, sent to a spot when it is chosen. */
@Component
class BookingEvents {

    private final Inbox inbox;
    private final ExpectingCar expecting;
    private final RevokingPass revoking;

    BookingEvents(Inbox inbox, ExpectingCar expecting, RevokingPass revoking) {
        this.inbox = inbox;
        this.expecting = expecting;
        this.revoking = revoking;
    }

    @KafkaListener(topics = {Topics.RESERVATION_EVENTS, Topics.INVENTORY_EVENTS})
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            switch (event) {
                case ReservationEvent reservation -> apply(reservation);
                case InventoryEvent inventory -> apply(inventory);
                default -> {}
            }
        });
    }

    /** What expired unpaid never had a pass, and has one from its confirmation on if its money comes late. */
    private void apply(ReservationEvent event) {
        switch (event) {
            case ReservationConfirmed confirmed -> expecting.expect(confirmed.terms());
            case ReservationCancelled cancelled -> revoke(cancelled, "CANCELLED");
            case ReservationNoShow noShow -> revoke(noShow, "NO_SHOW");
            default -> {}
        }
    }

    private void apply(InventoryEvent event) {
        switch (event) {
            case SpotAssigned assigned ->
                expecting.assign(assigned.reservationId(), new Spot(assigned.spotId(), assigned.floor()));
            case SpotUnassigned unassigned -> expecting.unassign(unassigned.reservationId());
            default -> {}
        }
    }

    private void revoke(ReservationEvent event, String reason) {
        revoking.revoke(event.reservationId(), event.lotId(), reason);
    }
}
