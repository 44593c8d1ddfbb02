package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.TestIssuer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is booked for as what, and the permit that is checked where the car stands. */
class EntitlementIT extends RunningService {

    private static final String PERMIT = "NY-77/12 (blue)";

    @ParameterizedTest
    @ValueSource(strings = {"ACCESSIBLE", "accessible"})
    void refusesACategoryThatTheVehicleIsNotRegisteredWithWhereThatIsNeeded(String category) {
        Reply refused = book("k", wishAs("v1", category));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("NOT_ENTITLED");
        assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(NEIGHBOURS.calls("/internal/holds/")).isEmpty();
        assertThat(book("k", wish()).status()).isEqualTo(201);
    }

    @Test
    void booksAnyOrdinaryCategoryForAnyVehicle() {
        register("v2", "ACCESSIBLE", "");

        assertThat(book("a", wishAs("v1", "EV")).status()).isEqualTo(201);
        assertThat(book("b", wishAs("v2", "SUV")).status()).isEqualTo(201);
        assertThat(book("c", wishAs("v2", "ACCESSIBLE")).status()).isEqualTo(201);
    }

    @Test
    void showsThePermitOfAnEntitledBookingToItsDriverAndTheLotsOperator() {
        assertThat(register("v2", "ACCESSIBLE", PERMIT).json().path("permit").asString())
                .isEqualTo(PERMIT);
        String entitled = booked(wishAs("v2", "ACCESSIBLE"));
        String ordinary = booked(wishAs("v2", "SUV"));
        delete("/v1/users/" + driver + "/vehicles/v2", TestIssuer.driver(driver));

        assertThat(listedPermit(entitled)).isEqualTo(PERMIT);
        assertThat(listedPermit(ordinary)).isEmpty();
        assertThat(shown(entitled).path("permit").asString()).isEqualTo(PERMIT);
    }

    @Test
    void givesAVehiclesPermitToItsOwnerOnly() {
        register("v2", "ACCESSIBLE", PERMIT);
        String path = "/v1/users/" + driver + "/vehicles";

        assertThat(get(path + "/v2", TestIssuer.driver(driver))
                        .json()
                        .path("permit")
                        .asString())
                .isEqualTo(PERMIT);
        assertThat(get(path, TestIssuer.driver("bob")).text()).doesNotContain(PERMIT);
        assertThat(get(path, TestIssuer.operator("olga", "lot-123")).text()).doesNotContain(PERMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a\\u0000\"", "\"a\\nb\"", "\"\\ud800\"", "\"a%s\"", "{}", "[\"a\"]"})
    void refusesAPermitThatNobodyCouldRead(String permit) {
        Reply refused = post(
                "/v1/users/" + driver + "/vehicles",
                TestIssuer.driver(driver),
                "{\"plate\":\"X 1\",\"vehicleType\":\"ACCESSIBLE\",\"permit\":%s}"
                        .formatted(permit.formatted("b".repeat(64))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/permit");
    }

    private Reply register(String vehicleId, String vehicleType, String permit) {
        Reply registered = post("/v1/users/" + driver + "/vehicles", TestIssuer.driver(driver), """
                {"vehicleId":"%s","plate":"XYZ 1","vehicleType":"%s"%s}""".formatted(
                        vehicleId, vehicleType, permit.isEmpty() ? "" : ",\"permit\":\"" + permit + "\""));
        assertThat(registered.status()).isEqualTo(201);
        return registered;
    }

    private String wishAs(String vehicleId, String vehicleType) {
        return wish().replace("\"v1\"", "\"" + vehicleId + "\"").replace("\"SUV\"", "\"" + vehicleType + "\"");
    }

    private String booked(String wish) {
        return book(UUID.randomUUID().toString(), wish)
                .json()
                .path("reservationId")
                .asString();
    }

    private String listedPermit(String reservationId) {
        return get(
                        "/v1/operator/lots/lot-123/reservations?size=100&status=PAYMENT_PENDING",
                        TestIssuer.operator("olga", "lot-123"))
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("reservationId").asString().equals(reservationId))
                .map(item -> item.path("permit").asString(""))
                .findAny()
                .orElseThrow();
    }
}
