package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.ReservationExpired;
import com.parkhold.common.contract.SpotAssigned;
import com.parkhold.common.contract.SpotUnassigned;
import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.pass.Pass;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.pass.Spot;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What gate clients and operators ask, and what they are answered. */
class GateIT extends RunningGate {

    private static final Write OPENING = new Write(0x0200, 5);
    private static final Duration HUNG_SOCKET_TIMEOUT = Duration.ofSeconds(5);

    @Test
    void carriesAPassThroughItsLifeOverRest() {
        gate("lot-a", "entry-1", "ENTRY", null, null);
        gate("lot-a", "exit-1", "EXIT", null, null);
        String reservation = booked("lot-a", "LIFE01");

        Answer in = checkIn("lot-a", "entry-1", "life 01", "k1");
        assertThat(in.status()).isEqualTo(200);
        assertThat(in.at("/allowed").asBoolean()).isTrue();
        assertThat(in.at("/reservationId").asString()).isEqualTo(reservation);
        assertThat(in.at("/assignedSpot/spotId").asString()).isEqualTo("B2-104");
        assertThat(in.at("/level").asString()).isEqualTo("L0");
        assertThat(checkIn("lot-a", "entry-1", "LIFE01", "k1").body()).isEqualTo(in.body());
        assertThat(checkIn("lot-a", "entry-1", "OTHER1", "k1").status()).isEqualTo(422);
        assertThat(checkIn("lot-a", "entry-1", "LIFE01", "k2").at("/reason").asString())
                .isEqualTo("ALREADY_INSIDE");

        Answer out = post("/v1/gates/check-out", TestIssuer.gate("lot-a", "exit-1"), "k3", """
            {"lotId":"lot-a","gateId":"exit-1","plate":"LIFE01"}\
            """);
        assertThat(out.at("/allowed").asBoolean()).isTrue();
        assertThat(out.at("/refund").decimalValue()).isEqualByComparingTo("3.00");
        assertThat(out.at("/sessionId").asString()).isNotBlank();
        assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
    }

    @Test
    void letsOneOfManyGatesOpen() {
        IntStream.rangeClosed(1, 8).forEach(number -> gate("lot-b", "entry-" + number, "ENTRY", null, null));
        for (int round = 0; round < 10; round++) {
            String plate = "RACE" + round;
            booked("lot-b", plate);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Answer>> answers = IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> CompletableFuture.supplyAsync(
                                () -> checkIn("lot-b", "entry-" + number, plate, plate), threads))
                        .toList();
                assertThat(answers.stream()
                                .filter(answer -> answer.join().at("/allowed").asBoolean()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void admitsNobodyOnARevokedPassAlsoIfItComesLater() {
        gate("lot-c", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-c", "REVO1");
        assertThat(revoke(reservation, "lot-c")).isEqualTo("REVOKED");
        assertThat(revoke(reservation, "lot-c")).isEqualTo("REVOKED");
        assertThat(checkIn("lot-c", "entry-1", "REVO1", "a").at("/reason").asString())
                .isEqualTo("REVOKED");

        String later = UUID.randomUUID().toString();
        assertThat(revoke(later, "lot-c")).isEqualTo("REVOKED");
        state(new ReservationConfirmed(terms(later, "lot-c", "REVO2")));
        await().until(() -> book.find(later).isPresent());
        assertThat(checkIn("lot-c", "entry-1", "REVO2", "b").at("/reason").asString())
                .isEqualTo("REVOKED");

        String used = booked("lot-c", "REVO3");
        assertThat(checkIn("lot-c", "entry-1", "REVO3", "c").at("/allowed").asBoolean())
                .isTrue();
        assertThat(revoke(used, "lot-c")).isEqualTo("ALREADY_INSIDE");
    }

    /** The expiry may also be read again later, out of the dead letters. */
    @Test
    void letsACarInWhoseMoneyCameAfterItsHoldHadRunOut() {
        gate("lot-late", "entry-1", "ENTRY", null, null);
        String reservation = UUID.randomUUID().toString();
        ReservationExpired expired = new ReservationExpired(reservation, "lot-late", "alice", null);
        state(expired);
        state(new ReservationConfirmed(terms(reservation, "lot-late", "LATE01")));
        state(expired);
        booked("lot-late", "AFTER01");
        assertThat(checkIn("lot-late", "entry-1", "LATE01", "in").at("/allowed").asBoolean())
                .isTrue();
    }

    /** Another car stays on there, and no other spot is free. */
    @Test
    void opensWithoutNamingASpotThatWasTakenFromThePass() {
        gate("lot-full", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-full", "FULL01");
        assigned(reservation, "B2-101");
        state(new SpotUnassigned(reservation, "lot-full"));
        await().until(() -> spotOf(reservation).isEmpty());

        Answer in = checkIn("lot-full", "entry-1", "FULL01", "in");
        assertThat(in.at("/allowed").asBoolean()).isTrue();
        assertThat(in.at("/assignedSpot/spotId").isMissingNode()).isTrue();
        assertThat(in.at("/message").asString()).isEqualTo("Welcome. Please follow the signs.");

        assigned(reservation, "B2-102");
        state(new SpotUnassigned(reservation, "lot-full"));
        assigned(booked("lot-full", "FULL02"), "B2-101");
        assertThat(spotOf(reservation)).as("that its car was sent to").contains("B2-102");
    }

    private void assigned(String reservation, String spotId) {
        state(new SpotAssigned(reservation, "lot-full", spotId, "B2", "SUV"));
        await().until(() -> spotOf(reservation).filter(spotId::equals).isPresent());
    }

    private Optional<String> spotOf(String reservation) {
        Spot spot = book.find(reservation).orElseThrow().spot();
        return spot == null ? Optional.empty() : Optional.ofNullable(spot.spotId());
    }

    @Test
    void answersBadInputWithAProblem() {
        gate("lot-d", "entry-1", "ENTRY", null, null);
        String token = TestIssuer.gate("lot-d", "entry-1");
        String good = "{\"lotId\":\"lot-d\",\"gateId\":\"entry-1\",\"plate\":\"A1\"}";

        assertThat(post("/v1/gates/check-in", token, null, good).status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", token, "k", "{}").status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", token, "k", "{").status()).isEqualTo(400);
        assertThat(post("/v1/gates/check-in", TestIssuer.driver("alice"), "k", good)
                        .status())
                .isEqualTo(403);
        assertThat(post("/v1/gates/check-in", null, "k", good).status()).isEqualTo(401);
        assertThat(checkIn("lot-d", "entry-9", "A1", "k").status()).isEqualTo(404);
        assertThat(put("/v1/operator/lots/nowhere/gates/g", TestIssuer.admin(), "{\"direction\":\"ENTRY\"}")
                        .status())
                .isEqualTo(404);
        assertThat(put("/v1/operator/lots/lot-d/gates/g", TestIssuer.operator("otto", "lot-x"), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(put(
                                "/v1/operator/lots/lot-d/gates/g",
                                TestIssuer.admin(),
                                "{\"direction\":\"ENTRY\",\"barrier\":"
                                        + "{\"profile\":\"waveshare\",\"host\":\"10.0.0.1\",\"port\":502}}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/v1/gates/cameras/cam-x/json?key=wrong", null, null, "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void opensForACameraAndCountsTheCarAtTheLoop() throws Exception {
        try (RelayController controller = new RelayController()) {
            Answer gate = gate("lot-e", "entry-1", "ENTRY", "cam-e", controller);
            String camera = gate.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
            String reservation = booked("lot-e", "CAM1234");
            await().until(() -> getGates("lot-e").at("/items/0/connected").asBoolean());

            Answer pushed = post(camera, null, null, "{\"eventId\":\"e1\",\"plate\":\"CAM1234\",\"confidence\":0.9}");
            assertThat(pushed.status()).isEqualTo(200);
            await().until(() -> controller.writes().contains(new RelayController.Write(0x0200, 5)));
            post(camera, null, null, "{\"eventId\":\"e2\",\"plate\":\"CAM1Z34\",\"confidence\":0.9}");
            controller.input(0, true);
            await().until(() -> getGates("lot-e").at("/items/0/inputs/PASSAGE").asBoolean());
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
            controller.input(0, false);

            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            assertThat(controller.writes()).hasSize(1);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered");
            assertThat(post(camera, null, null, "nonsense").status()).isEqualTo(400);
            await().until(() -> jdbc.sql("select count(*) from camera_read where camera_id = 'cam-e'")
                            .query(Long.class)
                            .single()
                    == 2);
        }
    }

    @Test
    void opensForACarThatStandsThereWhenItsBookingBecomesKnown() throws Exception {
        try (RelayController controller = new RelayController()) {
            Answer gate = gate("lot-g", "entry-1", "ENTRY", "cam-g", controller);
            String camera = gate.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
            await().until(() -> getGates("lot-g").at("/items/0/connected").asBoolean());

            post(camera, null, null, "{\"eventId\":\"e1\",\"plate\":\"DRIVEUP1\",\"confidence\":0.9}");
            await().until(() -> getGates("lot-g")
                    .at("/items/0/lastDecision/reason")
                    .asString()
                    .equals("UNKNOWN_PLATE"));
            assertThat(controller.writes()).isEmpty();

            String reservation = booked("lot-g", "DRIVEUP1");

            await().until(() -> controller.writes().contains(new RelayController.Write(0x0200, 5)));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void asksForABookingOfWhichNobodyHasToldIt() throws Exception {
        try (RelayController controller = new RelayController()) {
            Answer gate = gate("lot-h", "entry-1", "ENTRY", "cam-h", controller);
            String camera = gate.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
            await().until(() -> getGates("lot-h").at("/items/0/connected").asBoolean());
            String reservation = UUID.randomUUID().toString();
            String cancelled = UUID.randomUUID().toString();
            NEIGHBOURS.booked(terms(reservation, "lot-h", "UNHEARD1"));
            NEIGHBOURS.booked(terms(cancelled, "lot-h", "CANCELED"));
            assertThat(revoke(cancelled, "lot-h")).isEqualTo("REVOKED");

            post(camera, null, null, "{\"eventId\":\"e0\",\"plate\":\"CANCELED\",\"confidence\":0.9}");
            await().until(() -> getGates("lot-h")
                    .at("/items/0/lastDecision/reason")
                    .asString()
                    .equals("REVOKED"));
            assertThat(controller.writes()).isEmpty();
            post(camera, null, null, "{\"eventId\":\"e1\",\"plate\":\"UNHEARD1\",\"confidence\":0.9}");

            await().until(() -> controller.writes().contains(new RelayController.Write(0x0200, 5)));
            assertThat(stateOf(reservation)).isEqualTo(PassState.ADMITTED);
        }
    }

    @Test
    void missesNoNewsOfABookingThatComesWhileItsCarIsDecided() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = camera("lot-race", "entry-1", "ENTRY", "cam-race", controller);
            awaitConnected("lot-race", 1);
            Pass pass = Fixtures.passIn("lot-race", "race", "RACE0001", CLOCK.instant());
            DATABASE.pause();
            try {
                tellBetweenTheDecisionAndItsNote(pass);
                post(camera, null, null, read("r1", "RACE0001"));

                await().until(() -> controller.writes().contains(OPENING));
                assertThat(book.find("race").orElseThrow().state()).isEqualTo(PassState.ADMITTED);
            } finally {
                WATCHED.atEachLook(() -> {});
                DATABASE.resume();
            }
        }
    }

    /** The car is refused already, and not noted yet as standing there: whoever hears the news finds nobody. */
    private void tellBetweenTheDecisionAndItsNote(Pass pass) {
        AtomicBoolean told = new AtomicBoolean();
        AtomicReference<@Nullable Thread> listener = new AtomicReference<>();
        WATCHED.atEachLook(() -> {
            if (WatchedClock.isUnderWay("Ladder", "refused") && told.compareAndSet(false, true)) {
                book.learn(List.of(pass));
                await().until(() -> listener.get() != null);
                await().until(() -> !Objects.requireNonNull(listener.get()).isAlive());
            } else if (WatchedClock.isUnderWay("DecidingReads", "reconsider")) {
                listener.compareAndSet(null, Thread.currentThread());
            }
        });
    }

    @Test
    void decidesWithoutTheDatabaseAndTellsItLater() {
        gate("lot-f", "entry-1", "ENTRY", null, null);
        String reservation = booked("lot-f", "HANG01");
        booked("lot-f", "WARM01");
        checkIn("lot-f", "entry-1", "WARM01", "warm");
        DATABASE.pause();
        try {
            long started = System.nanoTime();
            Answer in = checkIn("lot-f", "entry-1", "HANG01", "k1");
            Duration took = Duration.ofNanos(System.nanoTime() - started);

            assertThat(in.at("/allowed").asBoolean()).isTrue();
            assertThat(in.at("/level").asString()).isIn("L1", "L2");
            assertThat(took).as("did not wait for the hung socket").isLessThan(HUNG_SOCKET_TIMEOUT);
            assertThat(checkIn("lot-f", "entry-1", "HANG01", "k1").body()).isEqualTo(in.body());
            assertThat(checkIn("lot-f", "entry-1", "HANG01", "k2").at("/reason").asString())
                    .isEqualTo("ALREADY_INSIDE");
            assertThat(getGates("lot-f").at("/knowledgeOf").asString())
                    .as("of when that is what it decides on")
                    .isEqualTo(CLOCK.instant().toString());
        } finally {
            DATABASE.resume();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> stateOf(reservation) == PassState.INSIDE);
        assertThat(outbox(reservation)).containsExactly("VehicleEntered");
        await().until(() -> !book.isAhead(reservation));
        assertThat(revoke(reservation, "lot-f")).isEqualTo("ALREADY_INSIDE");
    }
}
