package com.parkhold.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.parkhold.system.client.Answer;
import com.parkhold.system.client.Json;
import com.parkhold.system.client.Parkhold;
import com.parkhold.system.contract.HoldingToThePage;
import com.parkhold.system.journey.Stay;
import com.parkhold.system.journey.TestLot;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks for what no journey comes by: each answer is held against the published page, as every answer in these tests is
 * ({@link HoldingToThePage}).
 */
@ExtendWith(WithPark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedPageIT {

    private static final String GARAGE = "/v1/operator/lots/lot-123";

    private final Clock clock = Clock.systemUTC();
    private final Parkhold parkhold;
    private final TestLot lot;

    PublishedPageIT(Parkhold parkhold) {
        this.parkhold = parkhold;
        this.lot = TestLot.open(parkhold, clock, Duration.ofMinutes(1), Duration.ofMinutes(5));
    }

    Stream<Arguments> reads() {
        String tomorrow = clock.instant()
                .plus(1, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.HOURS)
                .toString();
        String after = clock.instant()
                .plus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.HOURS)
                .toString();
        return Stream.of(
                arguments(
                        "alice",
                        "/v1/lots?near=40.7,-74.0&radiusKm=20100&startTime=%s&endTime=%s".formatted(tomorrow, after)),
                arguments("alice", "/v1/lots?size=1"),
                arguments("alice", "/v1/users/alice/vehicles"),
                arguments("alice", "/v1/users/alice/vehicles/v1"),
                arguments("alice", "/v1/users/alice/wallet"),
                arguments("alice", "/v1/users/alice/reservations?status=COMPLETED&status=CANCELLED"),
                arguments("alice", "/v1/payments/debts"),
                arguments("olga", "/v1/operator/lots"),
                arguments("admin", "/v1/operator/lots"),
                arguments("olga", GARAGE + "/overview"),
                arguments("olga", GARAGE + "/spots"),
                arguments("olga", GARAGE + "/audit?size=500"),
                arguments("olga", GARAGE + "/gates"),
                arguments("olga", GARAGE + "/gates/entry-1"),
                arguments("olga", GARAGE + "/gates/entry-1/commissioning"),
                arguments("olga", GARAGE + "/gate-events?size=200"),
                arguments("olga", GARAGE + "/exceptions?resolved=true&size=200"),
                arguments("olga", GARAGE + "/occupancy"),
                arguments("olga", GARAGE + "/blocked-plates"),
                arguments("olga", GARAGE + "/sessions?size=200"),
                arguments("olga", GARAGE + "/reservations?from=%s&to=%s".formatted("2026-01-01T00:00:00Z", after)),
                arguments("olga", GARAGE + "/reports?timeZone=America/New_York"),
                arguments("olga", GARAGE + "/reports?format=csv"),
                arguments("olga", GARAGE + "/reports/exceptions"),
                arguments("olga", GARAGE + "/reports/payouts"),
                arguments("olga", "/v1/payments/payouts"),
                arguments("admin", "/v1/payments/payouts"),
                arguments("admin", "/v1/payments/balance"));
    }

    @ParameterizedTest(name = "{0} GET {1}")
    @MethodSource("reads")
    void reads(String who, String path) {
        assertThat(parkhold.as(who).send("GET", path, null, Map.of()).status()).isEqualTo(200);
    }

    Stream<Arguments> writes() {
        Map<String, String> why = Map.of("reason", "trying it out");
        return Stream.of(
                arguments("PUT", "/policies", Map.of("paymentMethods", List.of("card")), 200),
                arguments("PUT", "/policies", Map.of("holdTtl", "soon"), 400),
                arguments("PUT", "/tariff", Map.of("perHour", 6.50), 200),
                arguments("PUT", "/tariff", Map.of(), 400),
                arguments("PUT", "/spots/G-101", Map.of("status", "BLOCKED", "until", later()), 200),
                arguments("PUT", "/spots/G-101", Map.of("status", "AVAILABLE"), 200),
                arguments("PUT", "/spots/G-999", Map.of("status", "AVAILABLE"), 404),
                arguments("POST", "/recount", Map.of(), 200),
                arguments("PUT", "/occupancy", Map.of("counted", 0, "reason", "counted them"), 200),
                arguments("PUT", "/blocked-plates/NOBODY1", why, 200),
                arguments("PUT", "/blocked-plates/NOBODY1", Map.of(), 400),
                arguments("DELETE", "/blocked-plates/NOBODY1", null, 204),
                arguments("DELETE", "/blocked-plates/NOBODY1", null, 404),
                arguments("PUT", "/gates/entry-1", Map.of("direction", "ENTRY"), 200),
                arguments("PUT", "/gates/entry-1", Map.of(), 400),
                arguments("POST", "/gates/entry-1/override", Map.of("action", "OPEN", "reason", "why"), 409),
                arguments("POST", "/gates/entry-1/commissioning", Map.of(), 409),
                arguments(
                        "POST",
                        "/gates/entry-1/actions",
                        Map.of("action", "CORRECT_PLATE", "plate", "AB1", "reason", "why"),
                        409),
                arguments("POST", "/exceptions/none/resolve", Map.of("resolution", "done"), 404),
                arguments("POST", "/exceptions/none/actions", Map.of("action", "BILL", "reason", "why"), 404));
    }

    @ParameterizedTest(name = "{0} …{1} {2}: {3}")
    @MethodSource("writes")
    void writes(String method, String place, @Nullable Object body, int status) {
        Answer answer = parkhold.as("admin")
                .send(
                        method,
                        "/v1/operator/lots/" + lot.id() + place,
                        body == null ? null : Json.write(body),
                        Map.of());

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    }

    @Test
    void showsWhatABookingIsOnItsWay() {
        Stay stay = lot.plan("bob", Duration.ZERO, Duration.ofHours(1));
        stay.book();

        assertThat(parkhold.as("bob")
                        .post("/v1/reservations/" + stay.id() + "/confirm-payment", Map.of(), "ask-" + stay.id())
                        .status())
                .isEqualTo(200);
        assertThat(parkhold.anybody()
                        .send("GET", "/v1/pay/" + stay.id(), null, Map.of())
                        .status())
                .as("no stay to pay for at an exit")
                .isEqualTo(404);
        parkhold.as("bob").cancel(stay.id());
    }

    private String later() {
        return clock.instant().plus(1, ChronoUnit.HOURS).toString();
    }
}
