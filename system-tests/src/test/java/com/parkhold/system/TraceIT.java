package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.client.Stack;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The trace id of an answer leads to everything that followed from the request, in every service. */
@ExtendWith(WithPark.class)
class TraceIT {

    private final Clock clock = Clock.systemUTC();
    private final Parkhold parkhold;

    TraceIT(Parkhold parkhold) {
        this.parkhold = parkhold;
    }

    @Test
    void followsACancellationFromTheGatewayToTheMail() {
        TestLot lot = TestLot.open(parkhold, clock, Duration.ofMinutes(1), Duration.ofMinutes(5));
        Stay stay = lot.plan("bob", Duration.ZERO, Duration.ofHours(1));
        stay.book();
        stay.pay();
        stay.awaitStatus("CONFIRMED");

        Answer cancelled = parkhold.as("bob")
                .post(
                        "/v1/reservations/" + stay.id() + "/cancel",
                        Map.of(),
                        UUID.randomUUID().toString())
                .expect(200);
        String trace = cancelled.traceId().orElseThrow();
        stay.awaitMail("cancelled");

        assertThat(trace).matches("[0-9a-f]{32}");
        assertThat(linesOf("gateway-service", trace)).isPositive();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(linesOf("notification-service", trace))
                        .as("past the gateway, reservation-service and Kafka")
                        .isPositive());
    }

    private long linesOf(String service, String trace) {
        return logOf(service).lines().filter(line -> line.contains(trace)).count();
    }

    private String logOf(String service) {
        Stack.Service running =
                Objects.requireNonNull(parkhold.stack().services().get(service), service);
        try {
            return Files.readString(running.log());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
