package com.parkhold.notification.messaging;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationNoShow;
import com.parkhold.common.contract.ReservationPaymentUnwanted;
import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.notification.TellingDrivers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes in what drivers want to hear of. */
@Component
class DriverEvents {

    private final Inbox inbox;
    private final TellingDrivers drivers;

    DriverEvents(Inbox inbox, TellingDrivers drivers) {
        this.inbox = inbox;
        this.drivers = drivers;
    }

    @KafkaListener(topics = {Topics.RESERVATION_EVENTS, Topics.SESSION_EVENTS})
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, this::apply);
    }

    private void apply(Event event) {
        switch (event) {
            case ReservationConfirmed confirmed -> drivers.confirmed(confirmed);
            case ReservationExpired expired -> drivers.expired(expired);
            case ReservationCancelled cancelled -> drivers.cancelled(cancelled);
            case ReservationNoShow missed -> drivers.missed(missed);
            case ReservationPaymentUnwanted unwanted -> drivers.paidTooLate(unwanted);
            case SessionClosed closed -> drivers.closed(closed);
            default -> {
                // drivers are not told of the rest
            }
        }
    }
}
