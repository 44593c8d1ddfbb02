package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.pass.PassState;
import com.parkhold.gate.passage.Recounting;
import com.parkhold.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How many cars are inside, by the loops, by the passes and by somebody's eyes. */
class OccupancyIT extends RunningGate {

    @Autowired
    private Recounting recounting;

    @Test
    void countsEveryCarThatPassesAndTellsTheOperatorOfALastingDriftOnce() throws Exception {
        try (RelayController controller = new RelayController()) {
            String camera = camera("lot-count", "entry-1", "ENTRY", "cam-count", controller);
            awaitConnected("lot-count", 1);
            recounting.recount();
            String reservation = booked("lot-count", "C0UNTED1");
            post(camera, null, null, read("c1", "C0UNTED1"));
            await().until(() -> stateOf(reservation) == PassState.ADMITTED);
            await().until(() -> !controller.writes().isEmpty());
            pass(controller);
            await().until(() -> stateOf(reservation) == PassState.INSIDE);
            await().until(() -> occupancy("counted") == 1);
            assertThat(occupancy("drift")).isZero();
            assertThat(get("/v1/operator/lots/lot-count/occupancy")
                            .at("/cars/0/plate")
                            .asString())
                    .isEqualTo("C0UNTED1");

            CLOCK.advance(Duration.ofSeconds(1));
            pass(controller);
            await().until(() -> occupancy("counted") == 2);
            recounting.recount();
            assertThat(drifts()).as("cars may be on their way").isZero();
            recounting.recount();
            recounting.recount();

            await().until(() -> drifts() == 1);
            assertThat(occupancy("drift")).isEqualTo(1);
            assertThat(jdbc.sql("select count(*) from gate_event where lot_id = 'lot-count' and kind = 'PASSAGE_ENTRY'")
                            .query(Long.class)
                            .single())
                    .as("every physical movement is in the books")
                    .isEqualTo(2);
        }
    }

    @Test
    void believesAnOperatorWhoCountedTheCars() {
        gate("lot-eyes", "entry-1", "ENTRY", null, null);
        gate("lot-eyes", "exit-1", "EXIT", null, null);
        String olga = TestIssuer.operator("olga", "lot-eyes");
        String path = "/v1/operator/lots/lot-eyes/occupancy";
        booked("lot-eyes", "EYED0001");
        checkIn("lot-eyes", "entry-1", "EYED0001", "in");

        assertThat(put(path, TestIssuer.operator("otto", "lot-x"), count(1)).status())
                .isEqualTo(403);
        assertThat(put(path, olga, "{\"reason\":\"round\"}").status()).isEqualTo(400);
        assertThat(put(path, olga, "{\"counted\":-1,\"reason\":\"round\"}").status())
                .isEqualTo(400);
        Answer agreed = put(path, olga, count(1));
        assertThat(agreed.at("/drift").asInt()).isZero();
        assertThat(agreed.at("/countedBy").asString()).isEqualTo("olga");
        Answer other = put(path, olga, count(4));
        assertThat(other.at("/drift").asInt()).isEqualTo(3);
        assertThat(other.at("/byPasses").asInt()).isEqualTo(1);
        await().until(() -> exceptions("lot-eyes").contains("OCCUPANCY_DRIFT"));

        post("/v1/gates/check-out", TestIssuer.gate("lot-eyes", "exit-1"), "out", """
                {"lotId":"lot-eyes","gateId":"exit-1","plate":"EYED0001"}""");
        assertThat(get(path).at("/counted").asInt()).isEqualTo(3);
        assertThat(get(path).at("/cars").isEmpty()).isTrue();
    }

    private static String count(int cars) {
        return "{\"counted\":%d,\"reason\":\"the evening round\"}".formatted(cars);
    }

    private int occupancy(String field) {
        return get("/v1/operator/lots/lot-count/occupancy").at("/" + field).asInt();
    }

    private long drifts() {
        return exceptions("lot-count").stream()
                .filter(kind -> kind.equals("OCCUPANCY_DRIFT"))
                .count();
    }
}
