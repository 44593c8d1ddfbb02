package com.parkhold.inventory;

import static com.parkhold.inventory.LotFixtures.lot;
import static com.parkhold.inventory.LotFixtures.spots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.EntryVoided;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.VehicleEntered;
import com.parkhold.inventory.ledger.Withdrawal;
import com.parkhold.inventory.ledger.WithdrawingRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Spots that are out of use for a time that was said beforehand. */
class PlannedWithdrawalsIT extends BookedStays {

    private static final String SPOT = "B2-101";
    private static final Instant TEN = Instant.parse("2026-04-14T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-04-14T11:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Autowired
    private WithdrawingRoom room;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void takesJustTheSlotsThatItTouches() {
        String lotId = openLot(spots("SUV", 2));
        Answer planned = plan(lotId, SPOT, "MAINTENANCE", TEN.plusSeconds(60), ELEVEN.minusSeconds(60));
        assertThat(planned.status()).isEqualTo(200);
        assertThat(planned.body().get("spot").get("status").asString()).isEqualTo("AVAILABLE");
        assertThat(planned.body().get("withdrawals").get(0).get("from").asString())
                .isEqualTo("2026-04-14T10:01:00Z");
        assertFree(2, lotId, TEN.minus(QUARTER), TEN);
        assertFree(1, lotId, TEN, TEN.plus(QUARTER));
        assertFree(1, lotId, ELEVEN.minus(QUARTER), ELEVEN);
        assertFree(2, lotId, ELEVEN, ELEVEN.plus(QUARTER));
        held(lotId, TEN, NOON);
        assertThat(problem(hold(lotId, newReservation(), "SUV", TEN.minus(QUARTER), NOON)))
                .isEqualTo("409 NO_ROOM");
        held(lotId, ELEVEN, NOON);
        held(lotId, NINE, TEN);
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void goesOverMidnightOnDaysThatAreThereAndDaysThatAreMadeLater() {
        String lotId = openLot(spots("SUV", 1));
        Instant midnight = Instant.parse("2026-04-15T00:00:00Z");
        held(lotId, NINE, TEN);
        plan(lotId, SPOT, "BLOCKED", midnight.minus(QUARTER), midnight.plus(Duration.ofHours(24)));
        assertFree(0, lotId, midnight.minus(QUARTER), midnight);
        assertFree(0, lotId, midnight, midnight.plus(QUARTER));
        assertThat(daysOf(lotId)).isOne();
        assertThat(problem(hold(lotId, newReservation(), "SUV", midnight, midnight.plus(QUARTER))))
                .isEqualTo("409 NO_ROOM");
        assertThat(daysOf(lotId)).isEqualTo(2);
        held(lotId, midnight.minus(QUARTER.multipliedBy(2)), midnight.minus(QUARTER));
        held(lotId, midnight.plus(Duration.ofHours(24)), midnight.plus(Duration.ofHours(25)));
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void isCountedOnADayThatIsMadeWhileItIsPlanned() throws Exception {
        String lotId = openLot(spots("SUV", 1));
        Withdrawal planned = new Withdrawal(lotId, SPOT, "SUV", Withdrawal.Kind.BLOCKED, null, TEN, ELEVEN);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> asked = Objects.requireNonNull(transactions.execute(_ -> {
                room.withdraw(planned);
                Future<Answer> asking = threads.submit(() -> hold(lotId, newReservation(), "SUV", TEN, ELEVEN));
                await().pollInterval(Duration.ofMillis(5)).until(this::somebodyWaitsForALock);
                return asking;
            }));
            assertThat(problem(asked.get())).isEqualTo("409 NO_ROOM");
        }
        assertThat(drift(lotId)).isZero();
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void staysOutForGoodOnEveryDayUntilItIsTakenBack() {
        String lotId = openLot(spots("SUV", 1));
        plan(lotId, SPOT, "BLOCKED", TEN, null);
        Instant later = TEN.plus(Duration.ofDays(40));
        assertFree(0, lotId, later, later.plus(QUARTER));
        assertThat(problem(hold(lotId, newReservation(), "SUV", later, later.plus(QUARTER))))
                .isEqualTo("409 NO_ROOM");
        held(lotId, NINE, TEN);
        clock.set(TEN.plus(Duration.ofDays(2)));
        assertThat(shown(lotId, SPOT)).isEqualTo("BLOCKED");
        assertThat(drift(lotId)).isZero();
        assertThat(back(lotId, SPOT).body().get("withdrawals").size()).isZero();
        assertThat(shown(lotId, SPOT)).isEqualTo("AVAILABLE");
        held(lotId, later, later.plus(QUARTER));
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void isInForceByTheClockAndReturnsByItself() {
        String lotId = openLot(spots("SUV", 2));
        plan(lotId, SPOT, "MAINTENANCE", TEN, ELEVEN);
        assertThat(shown(lotId, SPOT)).isEqualTo("AVAILABLE");
        assertThat(overview(lotId).get("classes").get(0).get("freeNow").asInt()).isEqualTo(2);
        clock.set(TEN);
        assertThat(shown(lotId, SPOT)).isEqualTo("MAINTENANCE");
        JsonNode suv = overview(lotId).get("classes").get(0);
        assertThat(suv.get("blocked").asInt()).isOne();
        assertThat(suv.get("freeNow").asInt()).isOne();
        assertThat(overview(lotId).get("withdrawals").get(0).get("reason").asString())
                .isEqualTo("repainted");
        clock.set(ELEVEN);
        assertThat(shown(lotId, SPOT)).isEqualTo("AVAILABLE");
        assertThat(overview(lotId).get("withdrawals").size()).isZero();
        assertThat(overview(lotId).get("classes").get(0).get("freeNow").asInt()).isEqualTo(2);
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void listsTheBookingsThatNoLongerFitAtOnce() {
        String lotId = openLot(spots("SUV", 2));
        booked(lotId, NINE, NOON);
        String last = booked(lotId, NINE.plus(QUARTER), NOON);
        JsonNode planned =
                plan(lotId, SPOT, "MAINTENANCE", NOON.minusSeconds(1), null).body();
        assertThat(misfits(planned)).containsExactly(last);
        assertThat(planned.get("shortages").get(0).get("missing").asInt()).isOne();
        assertThat(misfits(overview(lotId))).containsExactly(last);
        assertThat(stateOf(last)).isEqualTo("BOOKED");
        assertThat(misfits(back(lotId, SPOT).body())).isEmpty();
        assertThat(misfits(plan(lotId, SPOT, "MAINTENANCE", NOON, null).body())).isEmpty();
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void isInTheAudit() {
        String lotId = openLot(spots("SUV", 1));
        plan(lotId, SPOT, "MAINTENANCE", TEN, ELEVEN);
        JsonNode entry = asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/audit", "")
                .body()
                .get("items")
                .get(0);
        assertThat(entry.get("action").asString()).isEqualTo("PLAN_SPOT_MAINTENANCE");
        assertThat(entry.get("target").asString()).isEqualTo(SPOT);
        assertThat(entry.get("detail").asString())
                .isEqualTo("from 2026-04-14T10:00:00Z until 2026-04-14T11:00:00Z: repainted");
    }

    @Test
    void sendsElsewhereWhoWasToComeAndLetsNobodyHaveTheSpot() {
        String lotId = openLot(spots("SUV", 2));
        String first = booked(lotId);
        assertThat(spotOf(lotId, first)).isEqualTo(SPOT);
        JsonNode planned = plan(lotId, SPOT, "BLOCKED", TEN, ELEVEN).body();
        assertThat(planned.get("withoutSpot").size()).isZero();
        assertThat(spotOf(lotId, first)).isEqualTo("B2-102");
        String homeless = newReservation();
        jdbc.sql("update ledger_day set capacity = 3, version = version + 1 where lot_id = :lot")
                .param("lot", lotId)
                .update();
        hold(lotId, homeless);
        publish(new ReservationConfirmed(terms(lotId, homeless)));
        awaitState(homeless, "BOOKED");
        assertThat(problem(assign(lotId, homeless))).isEqualTo("409 NO_SPOT");
        back(lotId, SPOT);
        assertThat(spotOf(lotId, homeless)).isEqualTo(SPOT);
    }

    @Test
    void refusesTheSpotToEverybodyInTheDatabaseItself() {
        String lotId = openLot(spots("SUV", 1));
        plan(lotId, SPOT, "BLOCKED", TEN, null);
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into spot_assignment (lot_id, reservation_id, spot_id, during)
                        values (:lot, 'intruder', 'B2-101', tstzrange('2026-04-15T10:00Z', '2026-04-15T11:00Z'))""").param("lot", lotId).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void leavesACarWhereItStands() {
        String lotId = openLot(spots("SUV", 2));
        String inside = booked(lotId);
        assertThat(spotOf(lotId, inside)).isEqualTo(SPOT);
        publish(new VehicleEntered("s1", inside, lotId, "entry-1", "ABC1234", NINE, SPOT, "L0", terms(lotId, inside)));
        awaitState(inside, "INSIDE");
        JsonNode planned = plan(lotId, SPOT, "MAINTENANCE", TEN, ELEVEN).body();
        assertThat(planned.get("spot").get("occupiedBy").asString()).isEqualTo(inside);
        assertThat(planned.get("withoutSpot").size()).isZero();
        assertThat(spotOf(lotId, inside)).isEqualTo(SPOT);
        assertThat(amend(lotId, inside, NOON.plus(QUARTER)).status()).isEqualTo(200);
        assertThat(spotOf(lotId, inside)).isEqualTo(SPOT);
        assertThat(jdbc.sql("""
                        select upper(during) = timestamptz '2026-04-14 10:00Z' from spot_assignment
                        where reservation_id = :reservation""")
                        .param("reservation", inside)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void sendsACarElsewhereThatBackedOutOfASpotThatIsWithdrawnByThen() {
        backsOutOfASpotThat(lotId -> plan(lotId, SPOT, "MAINTENANCE", TEN, ELEVEN));
    }

    @Test
    void sendsACarElsewhereThatBackedOutOfASpotThatIsBlockedByThen() {
        backsOutOfASpotThat(lotId -> block(lotId, SPOT));
    }

    private void backsOutOfASpotThat(Consumer<String> isTakenAway) {
        String lotId = openLot(spots("SUV", 2));
        String reservation = booked(lotId);
        assertThat(spotOf(lotId, reservation)).isEqualTo(SPOT);
        publish(new VehicleEntered(
                "s2", reservation, lotId, "entry-1", "ABC1234", NINE, SPOT, "L0", terms(lotId, reservation)));
        awaitState(reservation, "INSIDE");
        isTakenAway.accept(lotId);
        publish(new EntryVoided(reservation, lotId, "entry-1", NINE, "backed out"));
        awaitState(reservation, "BOOKED");

        await().untilAsserted(() -> assertThat(promisedTo(reservation)).isEqualTo("B2-102"));
    }

    @Test
    void isReplacedByTheSameMomentAndRefusedBesideAnother() {
        String lotId = openLot(spots("SUV", 1));
        plan(lotId, SPOT, "BLOCKED", TEN, ELEVEN);
        JsonNode longer = plan(lotId, SPOT, "MAINTENANCE", TEN, NOON).body();
        assertThat(longer.get("withdrawals").size()).isOne();
        assertFree(0, lotId, ELEVEN, NOON);
        assertThat(problem(plan(lotId, SPOT, "BLOCKED", ELEVEN, null))).isEqualTo("409 SPOT_WITHDRAWN");
        assertThat(problem(plan(lotId, SPOT, "BLOCKED", null, ELEVEN))).isEqualTo("409 SPOT_WITHDRAWN");
        assertThat(plan(lotId, SPOT, "BLOCKED", NOON, null)
                        .body()
                        .get("withdrawals")
                        .size())
                .isEqualTo(2);
        assertThat(plan(lotId, SPOT, "BLOCKED", TEN, ELEVEN).status()).isEqualTo(200);
        assertFree(1, lotId, ELEVEN, NOON);
        assertFree(0, lotId, TEN, ELEVEN);
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void beginsNowAndEndsByItselfWhereOnlyTheEndIsSaid() {
        String lotId = openLot(spots("SUV", 1));
        assertThat(block(lotId, SPOT).status()).isEqualTo(200);
        assertThat(problem(plan(lotId, SPOT, "BLOCKED", TEN, null))).isEqualTo("409 SPOT_WITHDRAWN");
        JsonNode until = plan(lotId, SPOT, "BLOCKED", null, TEN).body();
        assertThat(until.get("spot").get("status").asString()).isEqualTo("BLOCKED");
        assertFree(0, lotId, NINE, TEN);
        assertFree(1, lotId, TEN, ELEVEN);
        clock.set(NINE);
        plan(lotId, SPOT, "MAINTENANCE", null, ELEVEN);
        assertFree(0, lotId, TEN, ELEVEN);
        assertThat(shown(lotId, SPOT)).isEqualTo("MAINTENANCE");
        clock.set(ELEVEN);
        assertThat(shown(lotId, SPOT)).isEqualTo("AVAILABLE");
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void givesWayToABlockAtOnceAndToASpotThatGoes() {
        String lotId = openLot(spots("SUV", 3), spots("EV", 1));
        held(lotId, NINE, NOON);
        plan(lotId, "B2-103", "BLOCKED", TEN, ELEVEN);
        plan(lotId, "B2-102", "BLOCKED", TEN, null);
        assertFree(0, lotId, TEN, ELEVEN);
        block(lotId, "B2-102");
        assertFree(0, lotId, TEN, ELEVEN);
        assertFree(1, lotId, NINE, TEN);
        assertThat(drift(lotId)).isZero();
        String path = "/v1/operator/lots/" + lotId;
        assertThat(asAdmin(HttpMethod.PUT, path, lot(lotId, spots("SUV", 2), spots("EV", 1)))
                        .status())
                .isEqualTo(200);
        assertFree(0, lotId, TEN, ELEVEN);
        assertThat(overview(lotId).get("withdrawals").size()).isZero();
        back(lotId, "B2-102");
        assertFree(1, lotId, TEN, ELEVEN);
        assertThat(asAdmin(HttpMethod.PUT, path, lot(lotId, spots("SUV", 3), spots("EV", 1)))
                        .status())
                .isEqualTo(200);
        assertFree(2, lotId, TEN, ELEVEN);
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void makesADayOfASpotThatWasWithdrawnEarlierAndIsBlockedByNow() {
        String lotId = openLot(spots("SUV", 1));
        plan(lotId, SPOT, "BLOCKED", NINE, TEN);
        clock.set(TEN);
        block(lotId, SPOT);
        assertThat(problem(hold(lotId, newReservation(), "SUV", ELEVEN, NOON))).isEqualTo("409 NO_ROOM");
        assertThat(drift(lotId)).isZero();
    }

    @Test
    void refusesTimesThatCannotBe() {
        String lotId = openLot(spots("SUV", 1));
        assertThat(code(plan(lotId, SPOT, "BLOCKED", NOW, null))).isEqualTo("/from PAST");
        assertThat(code(plan(lotId, SPOT, "BLOCKED", TEN, TEN.plusNanos(1)))).isEqualTo("/until NOT_AFTER_FROM");
        assertThat(code(plan(lotId, SPOT, "BLOCKED", null, NOW))).isEqualTo("/until NOT_AFTER_FROM");
        assertThat(code(plan(lotId, SPOT, "BLOCKED", Instant.MAX, null))).isEqualTo("/from TOO_FAR");
        assertThat(code(plan(lotId, SPOT, "BLOCKED", Instant.MIN, null))).isEqualTo("/from PAST");
        assertThat(code(plan(lotId, SPOT, "AVAILABLE", TEN, null))).isEqualTo("/from NOT_ALLOWED");
        assertThat(code(put(lotId, SPOT, Map.of("status", "BLOCKED", "from", "soon"))))
                .isEqualTo("/from MALFORMED");
        assertThat(problem(plan(lotId, "B9-1", "BLOCKED", TEN, null))).isEqualTo("404 SPOT_NOT_FOUND");
        assertFree(1, lotId, NINE, NOON);
    }

    private Answer plan(String lotId, String spot, String status, @Nullable Instant from, @Nullable Instant until) {
        Map<String, Object> body = new HashMap<>(Map.of("status", status, "reason", "repainted"));
        if (from != null) {
            body.put("from", from.toString());
        }
        if (until != null) {
            body.put("until", until.toString());
        }
        return put(lotId, spot, body);
    }

    private Answer block(String lotId, String spot) {
        return put(lotId, spot, Map.of("status", "BLOCKED", "reason", "oil"));
    }

    private Answer back(String lotId, String spot) {
        return put(lotId, spot, Map.of("status", "AVAILABLE"));
    }

    private Answer put(String lotId, String spot, Map<String, Object> body) {
        return asAdmin(HttpMethod.PUT, "/v1/operator/lots/%s/spots/%s".formatted(lotId, spot), body);
    }

    private void held(String lotId, Instant start, Instant end) {
        assertThat(hold(lotId, newReservation(), "SUV", start, end).status()).isEqualTo(200);
    }

    private String booked(String lotId) {
        return booked(lotId, NINE, NOON);
    }

    /** As the database has it: asking for it could change it. */
    private String promisedTo(String reservation) {
        return jdbc.sql("select spot_id from spot_assignment where reservation_id = :reservation")
                .param("reservation", reservation)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /** As the availability says: at once, or once what was seen of a day without a row is no longer fresh. */
    private void assertFree(int free, String lotId, Instant start, Instant end) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(freeIn(lotId, start, end)).isEqualTo(free));
    }

    private int freeIn(String lotId, Instant start, Instant end) {
        return get("/v1/lots/%s/availability?startTime=%s&endTime=%s&vehicleType=SUV".formatted(lotId, start, end))
                .body()
                .get("spotTypes")
                .get(0)
                .get("count")
                .asInt();
    }

    private int daysOf(String lotId) {
        return jdbc.sql("select count(*) from ledger_day where lot_id = :lot and spot_class = 'SUV'")
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }

    private String shown(String lotId, String spotId) {
        return asAdmin(HttpMethod.GET, "/v1/operator/lots/" + lotId + "/spots", "")
                .body()
                .get("items")
                .valueStream()
                .filter(spot -> spot.get("spotId").asString().equals(spotId))
                .map(spot -> spot.get("status").asString())
                .findAny()
                .orElseThrow();
    }

    private static String code(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        JsonNode error = answer.body().get("errors").get(0);
        return error.get("pointer").asString() + " " + error.get("code").asString();
    }
}
