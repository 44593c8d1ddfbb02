package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class AmendingIT extends BookedStays {

    private static final Instant TWO = Instant.parse("2026-04-14T14:00:00Z");

    @Test
    void extendsAndShortensAStayAsOftenAsItIsSaid() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        Answer longer = amend(lotId, reservation, TWO);
        assertThat(longer.status()).isEqualTo(200);
        assertThat(longer.body().get("amountMinor").asLong()).isEqualTo(3000);
        assertThat(amend(lotId, reservation, TWO).body()).isEqualTo(longer.body());
        assertThat(hold(lotId, newReservation(), "SUV", NOON, TWO).status()).isEqualTo(409);
        assertThat(amend(lotId, reservation, NINE.plusSeconds(3600))
                        .body()
                        .get("amountMinor")
                        .asLong())
                .isEqualTo(600);
        assertThat(hold(lotId, newReservation(), "SUV", NINE.plusSeconds(3600), TWO)
                        .status())
                .isEqualTo(200);
        assertThat(problem(amend(lotId, reservation, NOON))).isEqualTo("409 NO_ROOM");
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void refusesAnEndThatALaterOneHasOvertaken() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        Instant one = NOON.plusSeconds(3600);
        assertThat(amendFrom(NOON, lotId, reservation, TWO).status()).isEqualTo(200);
        assertThat(problem(amendFrom(NOON, lotId, reservation, one))).isEqualTo("409 OTHER_END");
        assertThat(amendFrom(NOON, lotId, reservation, TWO).status()).isEqualTo(200);
        assertThat(amendFrom(TWO, lotId, reservation, one).status()).isEqualTo(200);
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void refusesAnEndThatCannotBe() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        assertThat(problem(amend(lotId, reservation, NOON))).isEqualTo("404 HOLD_NOT_FOUND");
        hold(lotId, reservation);
        assertThat(problem(amend(lotId, reservation, NINE))).isEqualTo("400 VALIDATION_FAILED");
        assertThat(problem(amend(lotId, reservation, NOW))).isEqualTo("400 VALIDATION_FAILED");
        assertThat(problem(amend(lotId, reservation, NINE.plusSeconds(40 * 86_400L))))
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(amendAs("", lotId, reservation, NOON).status()).isEqualTo(401);
        assertThat(amendAs(TestIssuer.driver("alice"), lotId, reservation, NOON).status())
                .isEqualTo(403);
    }

    @Test
    void sendsTheNextBookingElsewhereWhenTheCarOnItsSpotStaysLonger() {
        String lotId = openLot(spots("SUV", 2));
        String first = booked(lotId, NINE, NOON);
        String next = booked(lotId, NOON, TWO);
        assertThat(spotOf(lotId, first)).isEqualTo("B2-101");
        assertThat(spotOf(lotId, next)).isEqualTo("B2-101");
        publish(new VehicleEntered(
                "s1", first, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, first)));
        awaitState(first, "INSIDE");
        assertThat(amend(lotId, first, TWO).status()).isEqualTo(200);
        assertThat(spotOf(lotId, next)).isEqualTo("B2-102");
        assertThat(assignmentsThatOverlap(lotId)).isZero();
    }

    @Test
    void answersARepeatedHoldAsTheFirstTimeThoughTheStayIsLongerOrShorterByNow() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        Answer first = hold(lotId, reservation, "SUV", NINE, NOON);
        for (Instant end : List.of(TWO, NINE.plusSeconds(3600), TWO)) {
            assertThat(amend(lotId, reservation, end).status()).isEqualTo(200);
            Answer again = hold(lotId, reservation, "SUV", NINE, NOON);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
        }
        assertThat(problem(hold(lotId, reservation, "SUV", NINE, NOON.plusSeconds(900))))
                .isEqualTo("409 OTHER_WINDOW");
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void fixesAnAccessibleSpotAsSoonAsItIsBooked() {
        String lotId = openLot(spots("ACCESSIBLE", 1), spots("SUV", 1));
        String entitled = newReservation();
        assertThat(hold(lotId, entitled, "ACCESSIBLE", NINE, NOON)
                        .body()
                        .get("spotClass")
                        .asString())
                .isEqualTo("ACCESSIBLE");
        publish(new ReservationConfirmed(terms(lotId, entitled)));
        awaitState(entitled, "BOOKED");
        await().untilAsserted(() -> assertThat(eventsAbout(entitled)).contains("SpotAssigned"));
        hold(lotId, newReservation());
        assertThat(problem(hold(lotId, newReservation()))).isEqualTo("409 NO_ROOM");
    }

    @Test
    void fixesASpotForNextWeekThoughACarStandsOnItToday() {
        String lotId = openLot(spots("ACCESSIBLE", 1));
        String today = fixed(lotId, NINE, NOON);
        publish(new VehicleEntered(
                "s1", today, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, today)));
        awaitState(today, "INSIDE");
        Duration week = Duration.ofDays(7);
        String nextWeek = fixed(lotId, NINE.plus(week), NOON.plus(week));
        assertThat(spotOf(lotId, nextWeek)).isEqualTo("B2-101");
        clock.set(NINE.plus(week).minus(Duration.ofMinutes(15)));
        assertThat(problem(assign(lotId, nextWeek))).isEqualTo("409 NO_SPOT");
    }

    private String fixed(String lotId, Instant start, Instant end) {
        String reservation = newReservation();
        hold(lotId, reservation, "ACCESSIBLE", start, end);
        publish(new ReservationConfirmed(terms(lotId, reservation)));
        await().untilAsserted(() -> assertThat(eventsAbout(reservation)).contains("SpotAssigned"));
        return reservation;
    }

    @Test
    void neverFallsOverIntoAnAccessibleSpotEvenIfItIsWished() {
        String lotId = openLot(spots("ACCESSIBLE", 3), spots("SUV", 1));
        Answer wished = call(
                HttpMethod.PUT,
                "/internal/holds/" + newReservation(),
                TestIssuer.service(),
                Map.of(
                        "lotId",
                        lotId,
                        "userId",
                        "alice",
                        "vehicleType",
                        "SUV",
                        "spotPreference",
                        "ACCESSIBLE",
                        "startTime",
                        NINE,
                        "endTime",
                        NOON));
        assertThat(wished.body().get("spotClass").asString()).isEqualTo("SUV");
        assertThat(problem(hold(lotId, newReservation()))).isEqualTo("409 NO_ROOM");
    }

    @Test
    void listsTheBookingsThatNoLongerFitWhenASpotIsBlocked() {
        String lotId = openLot(spots("SUV", 2));
        booked(lotId, NINE, NOON);
        String last = booked(lotId, NINE.plusSeconds(900), NOON);
        JsonNode blocked = asAdmin(
                        HttpMethod.PUT,
                        "/v1/operator/lots/" + lotId + "/spots/B2-101",
                        Map.of("status", "MAINTENANCE", "reason", "lamp"))
                .body();
        assertThat(misfits(blocked)).containsExactly(last);
        assertThat(misfits(overview(lotId))).containsExactly(last);
        assertThat(stateOf(last)).isEqualTo("BOOKED");
        asAdmin(HttpMethod.PUT, "/v1/operator/lots/" + lotId + "/spots/B2-101", Map.of("status", "AVAILABLE"));
        assertThat(misfits(overview(lotId))).isEmpty();
    }

    @Test
    void takesATariffOfBandsAndRefusesOneThatNobodyCouldRead() {
        String lotId = openLot(spots("SUV", 1));
        String path = "/v1/operator/lots/" + lotId + "/tariff";
        Map<String, Object> night = Map.of("name", "night", "from", "22:00", "until", "06:00", "perHour", 2);
        Answer taken = asAdmin(
                HttpMethod.PUT,
                path,
                Map.of("model", "TIME_BANDS", "perHour", 6, "bands", List.of(night), "freeFor", "PT15M"));
        assertThat(taken.status()).isEqualTo(200);
        // 9:00 to 12:00 UTC is 5:00 to 8:00 in New York: the first hour is still night
        assertThat(hold(lotId, newReservation()).body().get("amountMinor").asLong())
                .isEqualTo(150 + 1200);
        assertThat(get("/v1/lots/" + lotId).text()).contains("from 22:00 to 06:00: night");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("model", "HOURLY", "perHour", 6, "bands", List.of(night)),
                Map.of("model", "TIME_BANDS", "perHour", 6, "bands", List.of(Map.of("name", "x"))),
                Map.of("model", "TIME_BANDS", "perHour", 6, "freeFor", "PT48H"),
                Map.of("model", "TIME_BANDS", "perHour", 6, "bands", List.of(Map.of("name", "", "perHour", 1))))) {
            assertThat(asAdmin(HttpMethod.PUT, path, wrong).status()).isEqualTo(400);
        }
    }

    private Answer amendFrom(Instant expectedEnd, String lotId, String reservation, Instant end) {
        return call(
                HttpMethod.PUT,
                "/internal/holds/" + reservation + "/end",
                TestIssuer.service(),
                Map.of("lotId", lotId, "endTime", end, "expectedEnd", expectedEnd));
    }

    private long assignmentsThatOverlap(String lotId) {
        return jdbc.sql("""
                        select count(*) from spot_assignment a join spot_assignment b using (lot_id, spot_id)
                        where lot_id = :lot and a.reservation_id < b.reservation_id and a.during && b.during""").param("lot", lotId).query(Long.class).single();
    }
}
