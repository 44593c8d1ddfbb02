package com.parkhold.common;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.inbox.Inbox;
import com.parkhold.common.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service that uses the whole kernel. */
@SpringBootApplication
@RestController
class KernelApplication {

    private final Inbox inbox;
    private final List<Event> applied = new CopyOnWriteArrayList<>();

    KernelApplication(Inbox inbox) {
        this.inbox = inbox;
    }

    record Greeting(@NotBlank String name) {}

    @PostMapping("/greetings")
    Greeting greet(Caller caller, @Valid @RequestBody Greeting greeting) {
        return new Greeting(greeting.name() + " from " + caller.userId());
    }

    @PostMapping("/internal/greetings")
    String greetService() {
        return "hello";
    }

    @KafkaListener(topics = Topics.SESSION_EVENTS)
    void on(ConsumerRecord<String, String> record) {
        inbox.receive(record, event -> {
            if (event.lotId().equals("poison")) {
                throw new IllegalStateException("cannot be applied");
            }
            applied.add(event);
        });
    }

    List<Event> applied() {
        return applied;
    }
}
