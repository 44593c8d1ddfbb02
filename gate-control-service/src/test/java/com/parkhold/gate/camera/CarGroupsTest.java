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

    @Test
    void takesSeveralReadsOfACarForOneEventThoughTheyDiffer() {
        assertThat(groups.isNews("lot/gate", read("ABC0I23"), Fixtures.START)).isTrue();
        assertThat(groups.isNews("lot/gate", read("ABC0I23"), Fixtures.START.plusMillis(200)))
                .isFalse();
        groups.letThrough("lot/gate", read("ABC0I23"));

        assertThat(groups.isNews("lot/gate", read("ABCO123"), Fixtures.START.plusMillis(400)))
                .as("misread, once it is let through")
                .isFalse();
        assertThat(groups.isNews("lot/gate", read("XYZ7777"), Fixtures.START.plusMillis(600)))
                .as("another car")
                .isTrue();
        assertThat(groups.remembered("lot/gate")).isEqualTo(2);
    }

    @Test
    void decidesACarAgainOfWhichItsCameraSaysAnotherPlate() {
        PlateRead first = Samples.read("axis-new").reads().getFirst();
        PlateRead update =
                Samples.read("axis-update-with-another-plate").reads().getFirst();
        assertThat(groups.isNews("lot/gate", first, Fixtures.START)).isTrue();

        assertThat(groups.isNews("lot/gate", update, Fixtures.START.plusMillis(300)))
                .isTrue();
        groups.letThrough("lot/gate", update);
        assertThat(groups.isNews("lot/gate", first, Fixtures.START.plusMillis(600)))
                .isFalse();
        assertThat(groups.remembered("lot/gate")).isEqualTo(1);
    }

    private static PlateRead read(String plate) {
        return new PlateRead(plate, null, new Plate(plate), 0.9, Heading.UNKNOWN, null, true);
    }
}
