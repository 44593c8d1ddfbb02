package com.parkhold.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what. */
class SeeingIT extends RunningService {

    @Test
    void showsAReservationToItsDriverAndItsLotsOperatorOnly() {
        String path = "/v1/reservations/" + pending();

        assertThat(get(path, TestIssuer.driver(driver)).status()).isEqualTo(200);
        assertThat(get(path, TestIssuer.operator("olga", "lot-123")).status()).isEqualTo(200);
        assertThat(get(path, TestIssuer.admin()).status()).isEqualTo(200);
        for (String stranger : new String[] {TestIssuer.driver("bob"), TestIssuer.operator("otto", "lot-small")}) {
            assertThat(get(path, stranger).code()).isEqualTo("RESERVATION_NOT_FOUND");
            assertThat(post(path + "/cancel", stranger).status()).isEqualTo(404);
            assertThat(post(path + "/confirm-payment", stranger).status()).isEqualTo(404);
        }
        assertThat(post(path + "/confirm-payment", TestIssuer.operator("olga", "lot-123"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "a%00b", "%27or%271%27%3D%271"})
    void doesNotFindWhatIsNot(String id) {
        assertThat(get("/v1/reservations/" + id, TestIssuer.driver(driver)).status())
                .isBetween(400, 404);
    }

    @Test
    void listsADriversOwnNewestFirst() {
        String older = pending();
        clock.advance(Duration.ofSeconds(1));
        String newer = pending();
        post("/v1/reservations/" + older + "/cancel", TestIssuer.driver(driver));
        String path = "/v1/users/" + driver + "/reservations";

        Reply all = get(path, TestIssuer.driver(driver));
        Reply cancelled = get(path + "?status=CANCELLED", TestIssuer.driver(driver));
        Reply second = get(path + "?page=1&size=1", TestIssuer.driver(driver));

        assertThat(all.json().path("items").path(0).path("reservationId").asString())
                .isEqualTo(newer);
        assertThat(all.json().path("total").asInt()).isEqualTo(2);
        assertThat(cancelled.json().path("items")).hasSize(1);
        assertThat(second.json().path("items").path(0).path("reservationId").asString())
                .isEqualTo(older);
        assertThat(get(path, TestIssuer.driver("bob")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?page=-1", "?size=0", "?size=101", "?page=x", "?status=LOST", "?page=99999999999"})
    void refusesPagesThatAreNone(String query) {
        Reply refused = get("/v1/users/" + driver + "/reservations" + query, TestIssuer.driver(driver));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void listsALotsForItsOperator() {
        String id = pending();
        String path = "/v1/operator/lots/lot-123/reservations";
        String olga = TestIssuer.operator("olga", "lot-123");

        assertThat(get(path + "?size=100", olga).text()).contains(id);
        assertThat(get(path + "?size=100&from=2026-04-14T11:59:00Z&to=2026-04-14T13:00:00Z", olga)
                        .text())
                .contains(id);
        assertThat(get(path + "?size=100&from=2026-04-14T12:00:00Z", olga).text())
                .doesNotContain(id);
        assertThat(get(path + "?from=noon", olga).status()).isEqualTo(400);
        assertThat(get(path, TestIssuer.operator("otto", "lot-small")).status()).isEqualTo(404);
        assertThat(get(path, TestIssuer.driver(driver)).status()).isEqualTo(403);
    }

    @Test
    void keepsADriversVehicles() {
        String path = "/v1/users/" + driver + "/vehicles";
        String token = TestIssuer.driver(driver);

        assertThat(get(path, token).text())
                .isEqualTo("{\"items\":[{\"vehicleId\":\"v1\",\"plate\":\"ABC1234\",\"vehicleType\":\"SUV\"}]}");
        assertThat(post(path, token, "{\"vehicleId\":\"v1\",\"plate\":\"X 1\",\"vehicleType\":\"EV\"}")
                        .code())
                .isEqualTo("VEHICLE_EXISTS");
        assertThat(post(path, token, "{\"plate\":\"X 1\",\"vehicleType\":\"EV\"}")
                        .status())
                .isEqualTo(201);
        assertThat(post(path, token, "{\"plate\":\"-\"}").json().path("errors")).hasSize(2);
        assertThat(get(path, TestIssuer.driver("bob")).status()).isEqualTo(404);
        assertThat(delete(path + "/v1", token).status()).isEqualTo(204);
        assertThat(delete(path + "/v1", token).code()).isEqualTo("VEHICLE_NOT_FOUND");
    }
}
