package com.parkhold.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.modbus.RelayController;
import com.parkhold.gate.barrier.modbus.RelayController.Write;
import com.parkhold.gate.passage.LiveLanes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Arms that tell where they are, and are not where they should be. */
class ArmsIT extends RunningLanes {

    private static final int CLOSED = 17;

    /** CAME's register 40101. */
    private static final int POSITION = 100;

    private static final String SWITCHES =
            "\"profile\":\"waveshare\",\"loopInputs\":{\"passage\":0,\"openLimit\":3,\"closedLimit\":4}";
    private static final String CAME = "\"profile\":\"came\",\"loopInputs\":{\"passage\":0}";

    @Autowired
    private LiveLanes lanes;

    @Test
    void tellsOfAnArmThatStaysDownAfterItsPulse() throws Exception {
        try (RelayController came = new RelayController()) {
            came.register(POSITION, CLOSED);
            String camera = lane("lot-down", "entry-1", came, CAME);
            booked("lot-down", "D0WN0001");
            awaitArm("lot-down", "CLOSED");

            post(camera, null, null, read("d1", "D0WN0001"));
            await().until(() -> came.writes().contains(new Write(1, 0xFF00)));
            await().until(() ->
                    getGates("lot-down").at("/items/0/lastDecision/allowed").asBoolean());
            watchFor(Duration.ofSeconds(11));

            await().until(() -> exceptions("lot-down").contains("ARM_STAYS_DOWN"));
        }
    }

    @Test
    void tellsOfAnArmThatStaysUpBehindItsCar() throws Exception {
        try (RelayController switches = new RelayController()) {
            switches.input(4, true);
            String camera = lane("lot-up", "entry-1", switches, SWITCHES);
            booked("lot-up", "UPUP0001");
            awaitArm("lot-up", "CLOSED");
            post(camera, null, null, read("u1", "UPUP0001"));
            await().until(() -> !switches.writes().isEmpty());
            switches.input(4, false);
            switches.input(3, true);
            awaitArm("lot-up", "OPEN");
            pass(switches);
            await().until(() -> count("lot-up") == 1);
            await().during(Duration.ofMillis(600))
                    .until(() -> exceptions("lot-up").isEmpty());

            watchFor(Duration.ofSeconds(121));

            await().until(() -> exceptions("lot-up").contains("ARM_STAYS_UP"));
        }
    }

    @Test
    void liftsAnArmAgainThatFallsThoughItIsKeptOpenAndTellsOfOneThatDoesNotRise() throws Exception {
        try (RelayController switches = new RelayController()) {
            switches.input(3, true);
            lane("lot-fall", "entry-1", switches, SWITCHES);
            awaitArm("lot-fall", "OPEN");
            assertThat(byHand("lot-fall", "entry-1", "KEEP_OPEN").status()).isEqualTo(200);
            switches.writes().clear();

            switches.input(3, false);
            switches.input(4, true);

            await().until(() -> switches.writes().contains(new Write(0, 0xFF00)));
            assertThat(switches.writes()).startsWith(new Write(0, 0), new Write(0, 0xFF00));
            awaitArm("lot-fall", "CLOSED");
            await().during(Duration.ofMillis(600))
                    .until(() -> exceptions("lot-fall").isEmpty());
            watchFor(Duration.ofSeconds(11));
            await().until(() -> exceptions("lot-fall").contains("ARM_STAYS_DOWN"));
        }
    }

    /** Time passes in which somebody looks at the lanes all the time. */
    private void watchFor(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minusMillis(500)) {
            CLOCK.advance(Duration.ofMillis(500));
            lanes.lookAfter();
        }
    }

    private void awaitArm(String lotId, String position) {
        await().until(() -> getGates(lotId).at("/items/0/arm").asString().equals(position));
    }

    private int count(String lotId) {
        return jdbc.sql("select count(*) from passage_count where lot_id = :lot")
                .param("lot", lotId)
                .query(Integer.class)
                .single();
    }
}
