package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.common.contract.VehicleExited;
import com.parkhold.inventory.ledger.ChangingHolds;
import com.parkhold.testing.TestIssuer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A car that stays on, and the next one whose spot was fixed when it was booked. */
class OverstayIT extends InventoryIT {

    private static final Instant TWO = Instant.parse("2026-04-14T14:00:00Z");
    private static final Instant FIVE_PAST_NOON = NOON.plus(Duration.ofMinutes(5));
    private static final Instant QUARTER_PAST_NOON = NOON.plus(Duration.ofMinutes(15));

    @Autowired
    private ChangingHolds changing;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void sendsWhoComesNextToAnotherSpotBeforeAnybodyAsks() {
        String lotId = openLot(spots("ACCESSIBLE", 2));
        String first = booked(lotId, NINE, NOON);
        String next = booked(lotId, NOON, TWO);
        String evening = booked(lotId, TWO, TWO.plusSeconds(3600));
        assertThat(List.of(spotOf(first), spotOf(next), spotOf(evening))).containsOnly("B2-101");
        enter(lotId, first);

        stayOn(lotId, first);

        assertThat(spotOf(next)).isEqualTo("B2-102");
        assertThat(spotOf(first)).isEqualTo("B2-101");
        assertThat(untilOf(first)).isEqualTo(QUARTER_PAST_NOON);
        assertThat(spotOf(evening)).isEqualTo("B2-101");
        assertThat(eventsAbout(next).stream().filter("SpotAssigned"::equals)).hasSize(2);
    }

    @Test
    void listsWhoComesNextWhereNoSpotIsLeftAndFindsItOneWhenTheCarLeaves() {
        String lotId = openLot(spots("ACCESSIBLE", 1));
        String first = booked(lotId, NINE, NOON);
        String next = booked(lotId, NOON, TWO);
        enter(lotId, first);

        stayOn(lotId, first);

        assertThat(spotOf(next)).isEqualTo("none");
        assertThat(misfits(lotId)).containsExactly(next);
        assertThat(eventsAbout(next)).containsExactly("HoldPlaced", "SpotAssigned", "SpotUnassigned");
        clock.advance(Duration.ofSeconds(6));
        await().until(() -> lookedAgain(next));
        publish(new VehicleExited(
                "s1", first, lotId, "exit-1", "ABC1234", NINE, FIVE_PAST_NOON, "L0", terms(lotId, first)));
        awaitState(first, "OUT");
        clock.advance(Duration.ofSeconds(6));
        await().untilAsserted(() -> assertThat(spotOf(next)).isEqualTo("B2-101"));
        assertThat(eventsAbout(next))
                .as("said once, however often it is looked for")
                .containsExactly("HoldPlaced", "SpotAssigned", "SpotUnassigned", "SpotAssigned");
        assertThat(untilOf(first)).isEqualTo(FIVE_PAST_NOON);
    }

    private boolean lookedAgain(String reservation) {
        return jdbc.sql("select assign_from > :now from hold where reservation_id = :reservation")
                .param("now", Timestamp.from(clock.instant()))
                .param("reservation", reservation)
                .query(Boolean.class)
                .single();
    }

    private void stayOn(String lotId, String reservation) {
        clock.set(FIVE_PAST_NOON);
        transactions.executeWithoutResult(_ -> changing.overstay(lotId, reservation, FIVE_PAST_NOON));
    }

    private void enter(String lotId, String reservation) {
        publish(new VehicleEntered(
                "s1", reservation, lotId, "entry-1", "ABC1234", NINE, "B2-101", "L0", terms(lotId, reservation)));
        awaitState(reservation, "INSIDE");
    }

    private String booked(String lotId, Instant start, Instant end) {
        String reservation = newReservation();
        assertThat(hold(lotId, reservation, "ACCESSIBLE", start, end).status()).isEqualTo(200);
        publish(new ReservationConfirmed(terms(lotId, reservation)));
        await().untilAsserted(() -> assertThat(spotOf(reservation)).isNotEqualTo("none"));
        return reservation;
    }

    /** As the database has it: asking for it could change it. */
    private String spotOf(String reservation) {
        return jdbc.sql("select spot_id from spot_assignment where reservation_id = :reservation")
                .param("reservation", reservation)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private Instant untilOf(String reservation) {
        return jdbc.sql("select upper(during) from spot_assignment where reservation_id = :reservation")
                .param("reservation", reservation)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private List<String> misfits(String lotId) {
        return call(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/overview", TestIssuer.admin(), "")
                .body()
                .get("misfits")
                .valueStream()
                .map((JsonNode misfit) -> misfit.get("reservationId").asString())
                .toList();
    }
}
