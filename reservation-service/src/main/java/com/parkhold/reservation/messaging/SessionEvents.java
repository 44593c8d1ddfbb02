package com.parkhold.reservation.messaging;

import com.parkhold.common.contract.SessionClosed;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.reservation.Signal;
import com.parkhold.reservation.saga.SagaRunner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** What session states: a closed session completes its reservation. */
@Component
class SessionEvents {

    private final Inbox inbox;
    private final SagaRunner saga;

    SessionEvents(Inbox inbox, SagaRunner saga) {
        this.inbox = inbox;
        this.saga = saga;
    }

    @KafkaListener(topics = Topics.SESSION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            if (event instanceof SessionClosed closed) {
                saga.send(
                        closed.reservationId(),
                        new Signal.StayClosed(
                                closed.finalChargeMinor(), Math.addExact(closed.refundMinor(), closed.creditMinor())));
            }
        });
    }
}
