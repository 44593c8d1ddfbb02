package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.common.contract.Policies;
import com.parkhold.common.contract.ReservationConfirmed;
import com.parkhold.common.contract.StayPaid;
import com.parkhold.common.contract.StayTerms;
import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.pass.PassState;
import com.parkhold.testing.TestIssuer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cars that owe money, at lots that want it before the barrier opens. */
class PayAtExitIT extends RunningGate {

    private static final Write OPENING = new Write(0x0200, 5);
    private static final Duration OVERSTAYED = Duration.ofHours(4);
    private static final String NOBODY_ANSWERS = "";

    @Test
    void keepsACarUntilItHasPaidAndThenLetsItOutByItself() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-pay", controller);
            String reservation = overstayed("lot-pay", "PAYS0001");
            NEIGHBOURS.settling(reservation, due(900));

            post(camera, null, null, read("p1", "PAYS0001"));
            await().until(() -> lastDecision("lot-pay", "reason").equals("PAYMENT_DUE"));
            assertThat(lastDecision("lot-pay", "paymentUrl")).isEqualTo("https://parkhold.example/v1/pay/s1");
            assertThat(lastDecision("lot-pay", "message")).contains("9.00 USD");
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
            assertThat(controller.writes()).isEmpty();

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-pay", 900, "USD", CLOCK.instant()));

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(lastDecision("lot-pay", "message")).contains("9.00 USD was paid");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(exceptions("lot-pay")).isEmpty();
        }
    }

    @Test
    void letsACarOutThatPaidThoughTheNewsGotLostAndItsDatabaseIsGone() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-payl2", controller);
            String reservation = overstayed("lot-payl2", "PAYS0002");
            NEIGHBOURS.settling(reservation, due(900));
            DATABASE.pause();
            try {
                post(camera, null, null, read("p1", "PAYS0002"));
                await().until(() -> lastDecision("lot-payl2", "reason").equals("PAYMENT_DUE"));
                assertThat(lastDecision("lot-payl2", "level")).isEqualTo("L2");
                assertThat(controller.writes()).isEmpty();

                NEIGHBOURS.settling(reservation, paid(900));

                await().until(() -> controller.writes().contains(OPENING));
                pass(controller);
            } finally {
                DATABASE.resume();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> stateOf(reservation) == PassState.OUT);
        }
    }

    @Test
    void keepsNobodyInWhenItCannotBeSaidAnyMoreHowPayingStands() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-payno", controller);
            String reservation = overstayed("lot-payno", "PAYS0003");
            NEIGHBOURS.settling(reservation, due(900));
            post(camera, null, null, read("p1", "PAYS0003"));
            await().until(() -> lastDecision("lot-payno", "reason").equals("PAYMENT_DUE"));

            NEIGHBOURS.settling(reservation, NOBODY_ANSWERS);

            await().until(() -> controller.writes().contains(OPENING));
            await().until(() -> exceptions("lot-payno").contains("UNSETTLED_EXIT"));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
        }
    }

    @Test
    void saysThatItIsToBePaidBeforeThePageIsThereAndShowsThatWhenItComes() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-paylate", controller);
            String reservation = overstayed("lot-paylate", "PAYS0008");
            NEIGHBOURS.hanging(reservation);
            post(camera, null, null, read("p1", "PAYS0008"));
            await().until(() -> lastDecision("lot-paylate", "reason").equals("PAYMENT_DUE"));
            assertThat(lastDecision("lot-paylate", "paymentUrl")).isEmpty();
            assertThat(lastDecision("lot-paylate", "message")).contains("appears in a moment");

            NEIGHBOURS.settling(reservation, due(900));

            await().until(() -> lastDecision("lot-paylate", "paymentUrl").endsWith("/v1/pay/s1"));
            assertThat(controller.writes()).isEmpty();
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        }
    }

    @Test
    void opensWhereThePageDoesNotComeAtAll() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-payhang", controller);
            String reservation = overstayed("lot-payhang", "PAYS0009");
            NEIGHBOURS.hanging(reservation);
            post(camera, null, null, read("p1", "PAYS0009"));
            await().until(() -> lastDecision("lot-payhang", "reason").equals("PAYMENT_DUE"));

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.LEAVING);
            await().until(() -> exceptions("lot-payhang").contains("UNSETTLED_EXIT"));
            NEIGHBOURS.settling(reservation, NOBODY_ANSWERS);
        }
    }

    @Test
    void letsAnOperatorOpenForACarThatOwesAndCountsItAsThatCar() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitCamera("lot-payl3", controller);
            String reservation = overstayed("lot-payl3", "PAYS0004");
            NEIGHBOURS.settling(reservation, due(900));
            post(camera, null, null, read("p1", "PAYS0004"));
            await().until(() -> lastDecision("lot-payl3", "reason").equals("PAYMENT_DUE"));

            assertThat(openByHand("lot-payl3").status()).isEqualTo(200);

            assertThat(controller.writes()).containsExactly(OPENING);
            await().until(() -> stateOf(reservation) == PassState.LEAVING);
            assertThat(lastDecision("lot-payl3", "level")).isEqualTo("L3");
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.OUT);
            assertThat(outbox(reservation)).containsExactly("VehicleEntered", "VehicleExited");
        }
    }

    @Test
    void opensForNobodyElseOnThePassOfACarThatDroveAway() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = exitWithLoopBeforeTheArm("lot-payback", controller);
            String reservation = overstayed("lot-payback", "PAYS0006");
            NEIGHBOURS.settling(reservation, due(900));
            controller.input(1, true);
            await().until(() -> isOnArmingLoop("lot-payback"));
            post(camera, null, null, read("p1", "PAYS0006"));
            await().until(() -> lastDecision("lot-payback", "reason").equals("PAYMENT_DUE"));
            controller.input(1, false);
            await().until(() -> !isOnArmingLoop("lot-payback"));
            controller.input(1, true);
            await().until(() -> isOnArmingLoop("lot-payback"));

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-payback", 900, "USD", CLOCK.instant()));
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> controller.writes().isEmpty());
            assertThat(openByHand("lot-payback").status()).isEqualTo(200);

            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
        }
    }

    @Test
    void letsAPaidCarOutOfALaneThatWasSetUpAnewMeanwhile() throws Exception {
        try (RelayController before = new RelayController();
                RelayController now = new RelayController()) {
            String camera = exitCamera("lot-paynew", before);
            String reservation = overstayed("lot-paynew", "PAYS0007");
            NEIGHBOURS.settling(reservation, due(900));
            post(camera, null, null, read("p1", "PAYS0007"));
            await().until(() -> lastDecision("lot-paynew", "reason").equals("PAYMENT_DUE"));
            camera("lot-paynew", "exit-1", "EXIT", "cam-lot-paynew", now);
            assertThat(lastDecision("lot-paynew", "reason")).isEqualTo("PAYMENT_DUE");
            await().until(() -> now.connections() > 0);

            NEIGHBOURS.settling(reservation, paid(900));
            state(new StayPaid("s1", reservation, "lot-paynew", 900, "USD", CLOCK.instant()));

            await().until(() -> now.writes().contains(OPENING));
            assertThat(before.writes()).isEmpty();
        }
    }

    private boolean isOnArmingLoop(String lotId) {
        return getGates(lotId)
                .at("/items")
                .valueStream()
                .anyMatch(lane -> lane.at("/inputs/ARMING").asBoolean(false));
    }

    private Answer openByHand(String lotId) {
        return post(
                "/v1/operator/lots/%s/gates/exit-1/override".formatted(lotId),
                TestIssuer.operator("olga", lotId),
                null,
                "{\"action\":\"OPEN\",\"reason\":\"his card is broken\"}");
    }

    private String exitWithLoopBeforeTheArm(String lotId, RelayController controller) {
        String camera = put(
                        "/v1/operator/lots/%s/gates/exit-1".formatted(lotId),
                        TestIssuer.operator("olga", lotId),
                        """
                        {"direction":"EXIT","camera":{"cameraId":"cam-%s","vendor":"json"},
                        "barrier":{"profile":"waveshare","host":"127.0.0.1","port":%d,
                        "loopInputs":{"passage":0,"arming":1}}}\
                        """.formatted(lotId, controller.port()))
                .at("/cameraUrl")
                .asString()
                .replaceFirst("http://[^/]+", "");
        awaitConnected(lotId, 1);
        return camera;
    }

    @Test
    void tellsAGateClientWhereToPay() {
        gate("lot-payrest", "exit-1", "EXIT", null, null);
        String reservation = overstayed("lot-payrest", "PAYS0005");
        NEIGHBOURS.settling(reservation, due(900));

        Answer kept = checkOut("lot-payrest", "PAYS0005", "k1");
        assertThat(kept.at("/allowed").asBoolean()).isFalse();
        assertThat(kept.at("/reason").asString()).isEqualTo("PAYMENT_DUE");
        assertThat(kept.at("/finalCharge").decimalValue()).isEqualByComparingTo("9.00");
        assertThat(kept.at("/amountDue").decimalValue()).isEqualByComparingTo("9.00");
        assertThat(kept.at("/paymentUrl").asString()).endsWith("/v1/pay/s1");
        assertThat(kept.at("/sessionId").asString()).isNotBlank();

        NEIGHBOURS.settling(reservation, paid(900));
        assertThat(checkOut("lot-payrest", "PAYS0005", "k1").body())
                .as("the same key")
                .isEqualTo(kept.body());
        assertThat(checkOut("lot-payrest", "PAYS0005", "k2").at("/allowed").asBoolean())
                .isTrue();
        assertThat(stateOf(reservation)).isEqualTo(PassState.OUT);
    }

    private String exitCamera(String lotId, RelayController controller) {
        String camera = camera(lotId, "exit-1", "EXIT", "cam-" + lotId, controller);
        awaitConnected(lotId, 1);
        return camera;
    }

    private String overstayed(String lotId, String plate) {
        gate(lotId, "aside", "ENTRY", null, null);
        String reservation = UUID.randomUUID().toString();
        state(new ReservationConfirmed(paysAtExit(terms(reservation, lotId, plate))));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> book.find(reservation).isPresent());
        assertThat(checkIn(lotId, "aside", plate, "in").at("/allowed").asBoolean())
                .isTrue();
        CLOCK.advance(OVERSTAYED);
        return reservation;
    }

    static StayTerms paysAtExit(StayTerms terms) {
        Policies policies = Policies.of(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Policies.Overstay(new BigDecimal("9.00"), Policies.Overstay.Settle.PAY_AT_EXIT),
                null,
                null,
                null);
        return new StayTerms(
                terms.reservationId(),
                terms.lotId(),
                terms.userId(),
                terms.email(),
                terms.vehicleId(),
                terms.plate(),
                terms.vehicleType(),
                terms.spotClass(),
                terms.startTime(),
                terms.endTime(),
                terms.amountMinor(),
                terms.currency(),
                terms.timeZone(),
                terms.tariff(),
                policies);
    }

    private Answer checkOut(String lotId, String plate, String key) {
        return post(
                "/v1/gates/check-out",
                TestIssuer.gate(lotId, "exit-1"),
                key,
                "{\"lotId\":\"%s\",\"gateId\":\"exit-1\",\"plate\":\"%s\"}".formatted(lotId, plate));
    }

    private String lastDecision(String lotId, String field) {
        return getGates(lotId)
                .at("/items")
                .valueStream()
                .filter(lane -> lane.at("/gateId").asString().equals("exit-1"))
                .map(lane -> lane.at("/lastDecision/" + field).asString())
                .findFirst()
                .orElse("");
    }

    static String due(long minor) {
        return settlement(minor, 0, minor, false);
    }

    private static String paid(long minor) {
        return settlement(minor, minor, 0, true);
    }

    private static String settlement(long charge, long paid, long due, boolean mayLeave) {
        return """
                {"sessionId":"s1","finalChargeMinor":%d,"refundMinor":0,"creditMinor":0,"currency":"USD","mayLeave":%s,
                "lines":[],"paidMinor":%d,"dueMinor":%d,"paymentUrl":%s}""".formatted(charge, mayLeave, paid, due, mayLeave ? "null" : "\"https://parkhold.example/v1/pay/s1\"");
    }
}
