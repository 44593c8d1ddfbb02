package com.parkhold.benchmarks.gate;

import com.parkhold.common.contract.Event;
import com.parkhold.common.contract.EventJson;
import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.common.contract.Topics;
import com.parkhold.common.tariff.Tariff;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** States bookings over Kafka, as reservation-service's outbox does. */
final class Bookings {

    private final String address;

    Bookings(String address) {
        this.address = address;
    }

    void confirm(String lotId, List<Car> cars) {
        Instant now = Instant.now();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (Car car : cars) {
                if (car.kind() != Car.Kind.UNKNOWN) {
                    var _ = producer.send(record(new ReservationConfirmed(terms(lotId, car, now))));
                }
            }
            producer.flush();
        }
    }

    private static StayTerms terms(String lotId, Car car, Instant now) {
        return new StayTerms(
                car.reservationId(),
                lotId,
                "alice",
                null,
                "v1",
                car.plate(),
                "SUV",
                "SUV",
                now.minus(Duration.ofMinutes(5)),
                now.plus(Duration.ofHours(3)),
                1850,
                "USD",
                "UTC",
                Tariff.of(null, BigDecimal.TEN, null, null, null),
                Policies.defaults());
    }

    private static ProducerRecord<String, String> record(Event event) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(Topics.of(event), event.partitionKey(), EventJson.write(event));
        Map.of(
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", EventJson.typeOf(event.getClass()),
                        "ce_source", "benchmark",
                        "ce_subject", event.aggregateId(),
                        "ce_time", Instant.now().toString(),
                        "ce_aggregateversion", "1")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
