package com.parkhold.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** States facts about a payment, in the transaction that made them true and in the payment's own order. */
@Component
class Stating {

    private final ApplicationEventPublisher publisher;
    private final MeterRegistry meters;

    Stating(ApplicationEventPublisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.meters = meters;
    }

    void state(Payment payment, List<PaymentFact> facts) {
        for (PaymentFact fact : facts) {
            publisher.publishEvent(
                    new PaymentFact.Stated(payment.reservationId(), payment.lotId(), fact, payment.nextFactVersion()));
            meters.counter("parkhold.payment.facts", "fact", fact.getClass().getSimpleName())
                    .increment();
        }
    }

    void state(Payment payment, PaymentFact fact) {
        state(payment, List.of(fact));
    }
}
