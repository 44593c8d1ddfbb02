package com.parkhold.gate.pass.messaging;

import com.parkhold.common.contract.StayPaid;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.gate.pass.ExpectingCar;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears that a stay was paid at the exit: its car may stand there. */
@Component
class PaidStays {

    private final Inbox inbox;
    private final ExpectingCar expecting;

    PaidStays(Inbox inbox, ExpectingCar expecting) {
        this.inbox = inbox;
        this.expecting = expecting;
    }

    @KafkaListener(topics = Topics.SESSION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, StayPaid.class, paid -> expecting.paid(paid.reservationId()));
    }
}
