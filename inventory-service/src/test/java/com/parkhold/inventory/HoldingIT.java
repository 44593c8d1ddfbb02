package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.ReservationCancelled;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.ReservationRejected;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.testing.EventRecords;
import com.parkhold.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;

class HoldingIT extends InventoryIT {

    @Autowired
    HealthEndpoint health;

    @Test
    void holdsRoomWithAQuoteAndTheTermsThatBindBoth() {
        String lotId = openLot(spots("SUV", 2));
        String reservation = newReservation();
        Answer answer = hold(lotId, reservation);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("spotClass").asString()).isEqualTo("SUV");
        assertThat(answer.body().get("amountMinor").asLong()).isEqualTo(1800);
        assertThat(answer.body().get("currency").asString()).isEqualTo("USD");
        assertThat(answer.body().get("lines").size()).isPositive();
        assertThat(answer.body().get("holdExpiresAt").asString()).isEqualTo("2026-04-14T08:10:00Z");
        assertThat(answer.body().get("policies").get("noShowGrace").asString()).isEqualTo("PT15M");
        assertThat(hold(lotId, reservation).body()).isEqualTo(answer.body());
        assertThat(free(lotId)).isEqualTo(1);
        assertThat(eventsAbout(reservation)).containsExactly("HoldPlaced");
    }

    @Test
    void isReadyAsLongAsItsShardsDecide() {
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(health.healthForPath("readiness", "ledger"))
                .isNotNull()
                .extracting(HealthDescriptor::getStatus)
                .isEqualTo(Status.UP);
    }

    @Test
    void keepsTheTermsOfAnEarlierHoldWhenTheTariffChanges() {
        String lotId = openLot(spots("SUV", 2));
        String reservation = newReservation();
        hold(lotId, reservation);
        assertThat(asAdmin(HttpMethod.PUT, "/v1/operator/lots/" + lotId + "/tariff", Map.of("perHour", 12))
                        .status())
                .isEqualTo(200);
        assertThat(hold(lotId, reservation).body().get("amountMinor").asLong()).isEqualTo(1800);
        assertThat(hold(lotId, newReservation()).body().get("amountMinor").asLong())
                .isEqualTo(3600);
    }

    @Test
    void refusesWhatIsFullUnknownOrMalformed() {
        String lotId = openLot(spots("SUV", 1));
        hold(lotId, newReservation());
        assertThat(problem(hold(lotId, newReservation()))).isEqualTo("409 NO_ROOM");
        assertThat(problem(hold("lot-nowhere", newReservation()))).isEqualTo("404 LOT_NOT_FOUND");
        Answer motorcycle = hold(lotId, newReservation(), "MOTORCYCLE", NINE, NOON);
        assertThat(problem(motorcycle)).isEqualTo("400 VALIDATION_FAILED");
        assertThat(motorcycle.body().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/vehicleType");
        assertThat(problem(hold(lotId, newReservation(), "SUV", NOON, NINE))).isEqualTo("400 VALIDATION_FAILED");
        assertThat(problem(call(HttpMethod.PUT, "/internal/holds/r1", TestIssuer.service(), "{}")))
                .isEqualTo("400 VALIDATION_FAILED");
        assertThat(problem(call(HttpMethod.PUT, "/internal/holds/r1", TestIssuer.service(), "{")))
                .isEqualTo("400 MALFORMED_JSON");
        assertThat(call(HttpMethod.PUT, "/internal/holds/r1", TestIssuer.driver("alice"), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(call(HttpMethod.PUT, "/internal/holds/r1", "", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void neverSellsMoreThanThereIsToManyAtOnce() throws Exception {
        String lotId = openLot(spots("SUV", 20));
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int client = 0; client < 120; client++) {
            clients.add(() -> heldInTheEnd(lotId, newReservation()));
        }
        int held = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : threads.invokeAll(clients)) {
                assertThat(status.get()).isIn(200, 409);
                held += status.get() == 200 ? 1 : 0;
            }
        }
        assertThat(held).isEqualTo(20);
        assertThat(free(lotId)).isZero();
        Answer recount = asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "");
        assertThat(recount.body().get("drifted").asInt()).isZero();
    }

    @Test
    void hasTheDatabaseRefuseWhatTheCodeShouldNeverWrite() {
        String lotId = openLot(spots("SUV", 1));
        hold(lotId, newReservation());
        assertThatThrownBy(() -> jdbc.sql("update ledger_day set used[37] = 2 where lot_id = :lot")
                        .param("lot", lotId)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("ledger_day_never_oversold");
    }

    @Test
    void commitsNothingOfWhatWasDecidedOnARowThatSomebodyElseHasChanged() {
        String lotId = openLot(spots("SUV", 2));
        hold(lotId, newReservation());
        jdbc.sql("update ledger_day set used[37] = 2, version = version + 100000 where lot_id = :lot")
                .param("lot", lotId)
                .update();
        String late = newReservation();
        assertThat(problem(hold(lotId, late))).isEqualTo("409 NO_ROOM");
        assertThat(eventsAbout(late)).isEmpty();
        assertThat(jdbc.sql("select count(*) from hold where lot_id = :lot")
                        .param("lot", lotId)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void repairsALedgerThatHasDrifted() {
        String lotId = openLot(spots("SUV", 3));
        hold(lotId, newReservation());
        jdbc.sql("update ledger_day set used[37] = 3 where lot_id = :lot")
                .param("lot", lotId)
                .update();
        Answer recount = asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "");
        assertThat(recount.body().get("drifted").asInt()).isOne();
        assertThat(free(lotId)).isEqualTo(2);
    }

    @Test
    void givesRoomBackOnceTheReservationIsOver() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(new ReservationExpired(reservation, lotId, "alice", null));
        awaitState(reservation, "RELEASED");
        assertThat(free(lotId)).isEqualTo(1);
        assertThat(eventsAbout(reservation)).containsExactly("HoldPlaced", "HoldReleased");
    }

    @Test
    void countsACarWhoseRoomWasSoldAnewAndNamesTheBookingThatNoLongerFits() {
        String lotId = openLot(spots("SUV", 1));
        String inside = newReservation();
        hold(lotId, inside);
        publish(new ReservationExpired(inside, lotId, "alice", null));
        awaitState(inside, "RELEASED");
        String next = newReservation();
        hold(lotId, next);
        publish(new ReservationConfirmed(terms(lotId, next)));
        awaitState(next, "BOOKED");
        publish(new VehicleEntered(
                "s1", inside, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, inside)));
        awaitState(inside, "INSIDE");
        String paid = newReservation();
        publish(new ReservationConfirmed(terms(lotId, paid)));
        awaitState(paid, "BOOKED");
        Answer overview = asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/overview", "");
        assertThat(overview.body().get("misfits").valueStream())
                .extracting(misfit -> misfit.get("reservationId").asString())
                .containsExactlyInAnyOrder(next, paid);
        publish(new ReservationExpired(next, lotId, "alice", null));
        awaitState(next, "RELEASED");
        assertThat(problem(hold(lotId, newReservation()))).isEqualTo("409 NO_ROOM");
        Answer recount = asAdmin(HttpMethod.POST, "/v1/operator/lots/" + lotId + "/recount", "");
        assertThat(recount.body().get("drifted").asInt()).isZero();
    }

    /** As an operator does who reads a dead letter again. */
    @Test
    void booksNothingForAConfirmationThatItsCancellationHasOvertaken() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(EventRecords.of(
                new ReservationCancelled(reservation, lotId, "alice", null, 0, 0, "USD", "alice", "changed plans"), 4));
        awaitState(reservation, "RELEASED");
        ProducerRecord<String, String> older = EventRecords.of(new ReservationConfirmed(terms(lotId, reservation)), 3);
        publish(older);
        awaitReceived(older);
        assertThat(stateOf(reservation)).isEqualTo("RELEASED");
        assertThat(free(lotId)).isEqualTo(1);
    }

    /** As for money that came late, and an operator who reads the dead letter of the expiry again after that. */
    @Test
    void keepsABookingWhoseExpiryIsOlderThanItsConfirmation() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(EventRecords.of(new ReservationConfirmed(terms(lotId, reservation)), 5));
        awaitState(reservation, "BOOKED");
        assertThat(assign(lotId, reservation).status()).isEqualTo(200);
        ProducerRecord<String, String> older =
                EventRecords.of(new ReservationExpired(reservation, lotId, "alice", null), 4);
        publish(older);
        awaitReceived(older);
        assertThat(stateOf(reservation)).isEqualTo("BOOKED");
        assertThat(free(lotId)).isZero();
        assertThat(jdbc.sql("select count(*) from spot_assignment where reservation_id = :id")
                        .param("id", reservation)
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(eventsAbout(reservation)).doesNotContain("HoldReleased");
    }

    @Test
    void refusesAHoldThatItsReleaseHasOvertaken() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        publish(new ReservationRejected(reservation, lotId, "gave up"));
        awaitState(reservation, "RELEASED");
        assertThat(problem(hold(lotId, reservation))).isEqualTo("409 HOLD_RELEASED");
        Answer again = call(
                HttpMethod.PUT,
                "/internal/holds/" + reservation + "?again=true",
                TestIssuer.service(),
                Map.of("lotId", lotId, "userId", "alice", "vehicleType", "SUV", "startTime", NINE, "endTime", NOON));
        assertThat(again.status()).isEqualTo(200);
        assertThat(free(lotId)).isZero();
    }

    @Test
    void followsACarFromItsBookingToItsExit() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(new ReservationConfirmed(terms(lotId, reservation)));
        awaitState(reservation, "BOOKED");
        Answer assigned = assign(lotId, reservation);
        assertThat(assigned.body().get("spotId").asString()).isEqualTo("B2-101");
        assertThat(assign(lotId, reservation).body()).isEqualTo(assigned.body());
        publish(new VehicleEntered(
                "s1", reservation, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, reservation)));
        awaitState(reservation, "INSIDE");
        publish(new EntryVoided(reservation, lotId, "entry-1", NINE, "backed out"));
        awaitState(reservation, "BOOKED");
        publish(new VehicleEntered(
                "s2", reservation, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, reservation)));
        awaitState(reservation, "INSIDE");
        assertThat(overviewOf(lotId)).isEqualTo("inside 1 of 1");
        publish(new VehicleExited(
                "s2",
                reservation,
                lotId,
                "exit-1",
                "ABC1234",
                NINE,
                NINE.plusSeconds(1000),
                "L0",
                terms(lotId, reservation)));
        awaitState(reservation, "OUT");
        assertThat(overviewOf(lotId)).isEqualTo("inside 0 of 1");
        assertThat(hold(lotId, newReservation(), "SUV", NINE.plusSeconds(1800), NOON)
                        .status())
                .isEqualTo(200);
        assertThat(eventsAbout(reservation)).containsExactly("HoldPlaced", "SpotAssigned");
    }

    @Test
    void auditsAnOperatorsCancellation() {
        String lotId = openLot(spots("SUV", 1));
        String reservation = newReservation();
        hold(lotId, reservation);
        publish(new ReservationCancelled(reservation, lotId, "alice", null, 0, 0, "USD", "olga", "storm"));
        awaitState(reservation, "RELEASED");
        Answer audit = asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/audit", "");
        assertThat(audit.body().get("items").toString()).contains("CANCEL_BOOKING", "olga", "storm", "OPEN_LOT");
    }

    /** As if another instance had granted it, or this one before it was restarted. */
    @Test
    void answersAHoldThatItNeverHeardOfWithWhatWasGrantedEvenWhereTheLotIsFull() {
        String lotId = openLot(spots("SUV", 1));
        String heardOf = newReservation();
        Answer granted = hold(lotId, heardOf);
        String elsewhere = newReservation();
        jdbc.sql("update hold set reservation_id = :other where reservation_id = :id")
                .param("other", elsewhere)
                .param("id", heardOf)
                .update();
        Answer repeated = hold(lotId, elsewhere);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.body().get("holdExpiresAt"))
                .isEqualTo(granted.body().get("holdExpiresAt"));
        assertThat(problem(hold(lotId, newReservation()))).isEqualTo("409 NO_ROOM");
    }

    /** A client that is told to try again does so, with the same reservation, as often as it is told. */
    private int heldInTheEnd(String lotId, String reservation) {
        int status = hold(lotId, reservation).status();
        for (int asked = 1; status == 503 && asked < 50; asked++) {
            status = hold(lotId, reservation).status();
        }
        return status;
    }

    private void awaitReceived(ProducerRecord<String, String> record) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from inbox where event_id = :id")
                                .param("id", UUID.fromString(id))
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private Answer assign(String lotId, String reservation) {
        return call(
                HttpMethod.PUT, "/internal/assignments/" + reservation, TestIssuer.service(), Map.of("lotId", lotId));
    }

    private String overviewOf(String lotId) {
        Answer overview = asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/overview", "");
        return "inside %d of %d"
                .formatted(
                        overview.body().get("carsInside").asInt(),
                        overview.body().get("classes").get(0).get("spots").asInt());
    }

    static String problem(Answer answer) {
        return answer.status() + " " + answer.body().get("code").asString();
    }
}
