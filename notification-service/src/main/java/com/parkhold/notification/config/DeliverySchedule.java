package com.parkhold.notification.config;

import com.parkhold.notification.DeliveringMessages;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Tries due messages every half second, and goes on at once while there are more. */
@Configuration
@EnableScheduling
class DeliverySchedule {

    private final DeliveringMessages delivering;

    DeliverySchedule(DeliveringMessages delivering) {
        this.delivering = delivering;
    }

    @Scheduled(fixedDelayString = "${parkhold.delivery-every}")
    void deliver() {
        int tried;
        do {
            tried = delivering.deliverDue();
        } while (tried > 0);
    }
}
