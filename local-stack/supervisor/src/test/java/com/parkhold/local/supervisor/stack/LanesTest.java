package com.parkhold.local.supervisor.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.parkhold.local.supervisor.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<Lane> lanes = Lanes.of(new Ports(8080), "http://127.0.0.1:8084", "secret");

    @Test
    void givesEveryGateItsOwnPortFromTheFortiethOn() {
        assertThat(lanes).hasSize(44);
        assertThat(lanes)
                .extracting(Lane::modbusPort)
                .doesNotHaveDuplicates()
                .startsWith(8120)
                .endsWith(8163);
        assertThat(lanes).extracting(Lane::cameraId).doesNotHaveDuplicates();
    }

    @Test
    void givesTheVenueTwentyEntriesAndTwentyExits() {
        assertThat(lanes)
                .filteredOn(lane ->
                        lane.lotId().equals("lot-venue") && lane.direction().equals("ENTRY"))
                .hasSize(20)
                .extracting(Lane::gateId)
                .startsWith("entry-1")
                .endsWith("entry-20");
        assertThat(lanes)
                .filteredOn(lane ->
                        lane.lotId().equals("lot-venue") && lane.direction().equals("EXIT"))
                .hasSize(20);
    }

    /** The expected value comes from {@code printf cam-1 | openssl dgst -sha256 -hmac secret -binary}, base64url. */
    @Test
    void signsACamerasAddress() {
        assertThat(Lanes.cameraKey("secret", "cam-1")).isEqualTo("RTALN7GJzMIEtJzQMKkf1KtcaXJAwed5kWnSubTEwpA");
    }

    @Test
    void refusesABaseThatLeavesNoRoomForTheOffsets() {
        assertThatThrownBy(() -> new Ports(65_500)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Ports(80)).isInstanceOf(Refusal.class);
    }
}
