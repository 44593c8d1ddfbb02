package com.parkhold.gate.pass.messaging;

import com.parkhold.gate.config.SchemaReady;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.stereotype.Component;

/** Events are listened to once the schema can take them. */
@Component
class StartingListeners {

    private final SchemaReady schema;
    private final KafkaListenerEndpointRegistry listeners;

    StartingListeners(SchemaReady schema, KafkaListenerEndpointRegistry listeners) {
        this.schema = schema;
        this.listeners = listeners;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        schema.whenReady(listeners::start);
    }
}
