package com.parkhold.session.stay.messaging;

import com.parkhold.common.contract.ExitPaid;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.session.stay.FollowingCars;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears what was paid at the exit. */
@Component
class PaymentsAtExit {

    private final Inbox inbox;
    private final FollowingCars cars;

    PaymentsAtExit(Inbox inbox, FollowingCars cars) {
        this.inbox = inbox;
        this.cars = cars;
    }

    @KafkaListener(topics = Topics.PAYMENT_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, ExitPaid.class, cars::paid);
    }
}
