package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.qr.Tickets;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gate clients, such as readers of QR codes, at lanes with a camera and a barrier of ours. */
class GateClientsIT extends RunningLanes {

    private static final Duration NOBODY_CAME = Duration.ofSeconds(21);

    private final Map<String, String> codes = new HashMap<>();

    @Test
    void liftsTheArmOnceForAGenuineTicketAndCountsItsCarOnce() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane("lot-qr", "entry-1", "QR", controller);
            String reservation = booked("lot-qr", "QRC0DE01");
            post(camera, null, null, read("q1", "QRC0DE01"));
            await().until(() -> lastDecision("lot-qr", "entry-1", "reason").equals("QR_NEEDED"));
            assertThat(controller.writes()).isEmpty();

            Answer in = show("in", "lot-qr", "entry-1", reservation, "k1");

            assertThat(in.at("/allowed").asBoolean()).isTrue();
            assertThat(stateOf(reservation))
                    .as("its client's word counts at once")
                    .isEqualTo(PassState.INSIDE);
            await().until(() -> controller.writes().contains(OPENING));
            assertThat(show("in", "lot-qr", "entry-1", reservation, "k1").body())
                    .isEqualTo(in.body());
            assertThat(show("in", "lot-qr", "entry-1", reservation, "k2")
                            .at("/reason")
                            .asString())
                    .isEqualTo("ALREADY_INSIDE");
            String samePlate = booked("lot-qr", "QRC0DE01");
            assertThat(show("in", "lot-qr", "entry-1", samePlate, "k3")
                            .at("/reason")
                            .asString())
                    .as("another car with its plate, or the same code for two")
                    .isEqualTo("ALREADY_INSIDE");
            pass(controller);
            await().until(() -> passages("lot-qr") == 1);
            assertThat(counted("lot-qr")).isEqualTo(1);
            assertThat(controller.writes()).containsExactly(OPENING);
            assertThat(exceptions("lot-qr")).isEmpty();
            assertThat(outbox(reservation)).containsExactly("VehicleEntered");
        }
    }

    @Test
    void letsACarOutByItsTicketAndCountsItOnce() throws Exception {
        try (RelayController controller = new RelayController()) {
            gate("lot-qrout", "aside", "ENTRY", null, null);
            lane("lot-qrout", "exit-1", "EITHER", controller);
            String reservation = booked("lot-qrout", "QRC0DE02");
            checkIn("lot-qrout", "aside", "QRC0DE02", "in");

            assertThat(show("out", "lot-qrout", "exit-1", reservation, "k1")
                            .at("/allowed")
                            .asBoolean())
                    .isTrue();

            await().until(() -> controller.writes().contains(OPENING));
            assertThat(stateOf(reservation)).isEqualTo(PassState.OUT);
            pass(controller);
            await().until(() -> passages("lot-qrout") == 1);
            assertThat(counted("lot-qrout")).isZero();
            assertThat(exceptions("lot-qrout")).isEmpty();
        }
    }

    @Test
    void tellsTheOperatorOfACarThatWasCountedAndNeverPassed() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane("lot-qrgone", "entry-1", "EITHER", controller);
            String reservation = booked("lot-qrgone", "QRC0DE03");
            show("in", "lot-qrgone", "entry-1", reservation, "k1");
            await().until(() -> controller.writes().contains(OPENING));
            String behind = booked("lot-qrgone", "BEH1ND03");
            post(camera, null, null, read("b1", "BEH1ND03"));
            await().until(() -> controller.writes().size() == 2);
            pass(controller);
            await().until(() -> stateOf(behind) == PassState.INSIDE);

            CLOCK.advance(NOBODY_CAME);

            await().until(() -> exceptions("lot-qrgone").contains("ENTRY_UNCONFIRMED"));
            assertThat(exceptions("lot-qrgone")).hasSize(1);
            assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
            assertThat(stateOf(behind)).isEqualTo(PassState.INSIDE);
            assertThat(resolve("lot-qrgone", "ENTRY_UNCONFIRMED", "VOID", "").status())
                    .isEqualTo(200);
            assertThat(stateOf(reservation)).isEqualTo(PassState.EXPECTED);
        }
    }

    @Test
    void tellsTheOperatorWhereTheBarrierDoesNotLift() throws Exception {
        RelayController controller = new RelayController();
        lane("lot-qrdead", "entry-1", "EITHER", controller);
        String reservation = booked("lot-qrdead", "QRC0DE04");
        controller.close();
        await().until(() -> !isShown("lot-qrdead", "entry-1", "connected"));

        assertThat(show("in", "lot-qrdead", "entry-1", reservation, "k1")
                        .at("/allowed")
                        .asBoolean())
                .isTrue();

        await().until(() -> exceptions("lot-qrdead").contains("BARRIER_FAILED"));
        assertThat(stateOf(reservation)).isEqualTo(PassState.INSIDE);
    }

    @Test
    void takesTheCodeTogetherWithThePlateThatTheCameraRead() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = lane("lot-qrboth", "entry-1", "BOTH", controller);
            String reservation = booked("lot-qrboth", "QRC0DE05");
            assertThat(show("in", "lot-qrboth", "entry-1", reservation, "k1")
                            .at("/reason")
                            .asString())
                    .isEqualTo("NO_PLATE");
            post(camera, null, null, read("o1", "0THER005"));
            await().until(() -> lastDecision("lot-qrboth", "entry-1", "plate").equals("0THER005"));
            assertThat(show("in", "lot-qrboth", "entry-1", reservation, "k2")
                            .at("/reason")
                            .asString())
                    .isEqualTo("PLATE_DIFFERS");
            post(camera, null, null, read("o2", "QRC0DE05"));
            await().until(() -> lastDecision("lot-qrboth", "entry-1", "plate").equals("QRC0DE05"));

            assertThat(show("in", "lot-qrboth", "entry-1", reservation, "k3")
                            .at("/allowed")
                            .asBoolean())
                    .isTrue();

            await().until(() -> controller.writes().contains(OPENING));
        }
    }

    private String lane(String lotId, String gateId, String admission, RelayController controller) {
        Answer answer = put(
                "/v1/operator/lots/%s/gates/%s".formatted(lotId, gateId),
                TestIssuer.operator("olga", lotId),
                """
                {"direction":"%s","admission":"%s","camera":{"cameraId":"cam-%s","vendor":"json"},
                "barrier":{"profile":"waveshare","host":"127.0.0.1","port":%d,"loopInputs":{"passage":0}}}""".formatted(gateId.startsWith("entry") ? "ENTRY" : "EXIT", admission, lotId, controller.port()));
        assertThat(answer.status()).isIn(200, 201);
        awaitConnected(lotId, gateId);
        return answer.at("/cameraUrl").asString().replaceFirst("http://[^/]+", "");
    }

    private Answer show(String way, String lotId, String gateId, String reservation, String key) {
        Instant until = CLOCK.instant().plus(Duration.ofHours(3));
        String code = codes.computeIfAbsent(reservation, _ -> Tickets.ticket(reservation, lotId, NOW, until));
        return post(
                "/v1/gates/check-" + way,
                TestIssuer.gate(lotId, gateId),
                key,
                "{\"lotId\":\"%s\",\"gateId\":\"%s\",\"qrCode\":\"%s\"}".formatted(lotId, gateId, code));
    }

    private int counted(String lotId) {
        return jdbc.sql("select coalesce(sum(delta), 0) from passage_count where lot_id = :lot")
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }

    private int passages(String lotId) {
        return jdbc.sql("select count(*) from gate_event where lot_id = :lot and kind like 'PASSAGE_%'")
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }
}
