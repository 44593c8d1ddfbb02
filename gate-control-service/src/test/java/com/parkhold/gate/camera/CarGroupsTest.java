package com.parkhold.gate.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.plate.Plate;
import com.parkhold.gate.settings.GateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarGroupsTest {

    private final CarGroups groups = new CarGroups(new GateSettings(
            "",
            "",
            Path.of("."),
            "",
            "",
            "",
            "",
            List.of(),
            new GateSettings.Budgets(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20)));

    @Test
    void remembersNoMoreCarsThanStandBeforeACamera() {
        for (int car = 0; car < 100_000; car++) {
            groups.isNews("lot/gate", read("C" + car), Fixtures.START);
        }

        assertThat(groups.remembered("lot/gate")).isLessThan(100);
        assertThat(groups.isNews("lot/gate", read("C99999"), Fixtures.START))
                .as("the newest is still known")
                .isFalse();
    }

    @Test
    void forgetsACarThatIsNotSeenAnyMore() {
        groups.isNews("lot/gate", read("ABC1234"), Fixtures.START);
        assertThat(groups.isNews("lot/gate", read("ABC1234"), Fixtures.START.plusSeconds(9)))
                .isFalse();

        assertThat(groups.isNews("lot/gate", read("ABC1234"), Fixtures.START.plusSeconds(30)))
                .isTrue();
        assertThat(groups.remembered("lot/gate")).isEqualTo(1);
    }

    private static PlateRead read(String plate) {
        return new PlateRead(plate, null, new Plate(plate), 0.9, Heading.UNKNOWN, null, true);
    }
}
