package com.parkhold.gate.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.parkhold.gate.Fixtures;
import com.parkhold.gate.decision.Admission;
import com.parkhold.gate.decision.Arrival;
import com.parkhold.gate.decision.Deciding;
import com.parkhold.gate.decision.Decision;
import com.parkhold.gate.pass.Pass;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of pushes per vendor that are nearly right: tokens of its own format left out, doubled, swapped and
 * replaced, by a fixed seed. Each is answered, nothing grows beyond what came, and none opens for a car that no push
 * named.
 */
class CameraFuzzTest {

    private static final int ROUNDS = 2_000;
    /** A reader that kept what goes through it, parsed, would keep more. */
    private static final long MOST_KEPT_BYTES = 1_000_000;

    private static final Pass SOMEBODY_ELSE = Fixtures.anyPass("r1", "TRAP777");

    static List<Object[]> vendors() {
        return ReadersTest.vendors();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void answersWhateverStructureComesAndOpensForNobodyElse(PlateReader reader, CameraPush sample) {
        Random random = new Random(reader.vendor().hashCode());
        String text = new String(sample.body(), StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = Samples.mutated(text, random).getBytes(StandardCharsets.UTF_8);

            Reading reading = reader.read(new CameraPush(contentType(sample, random), body));

            if (reading instanceof Reading.Understood understood) {
                assertThat(understood.raw().length()).isLessThanOrEqualTo(2 * body.length + 100);
                understood.reads().forEach(CameraFuzzTest::assertOpensForNobodyElse);
            }
        }
    }

    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest
    @MethodSource("vendors")
    void givesUpOnWhatIsNestedWithoutEnd(PlateReader reader, CameraPush sample) {
        for (String nest : List.of("[", "{\"a\":", "<a>", "--boundary\r\n")) {
            byte[] body = nest.repeat(100_000).getBytes(StandardCharsets.UTF_8);

            assertThat(reader.read(new CameraPush(sample.contentType(), body))).isInstanceOf(Reading.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void answersWhateverBytesComeAndKeepsNothingOfThem(PlateReader reader, CameraPush sample) {
        Random random = new Random(reader.vendor().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            assertUnderstoodOrRefused(reader, sample, random);
        }
        long before = usedBytes();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            assertUnderstoodOrRefused(reader, sample, random);
        }

        assertThat(usedBytes() - before).isLessThan(MOST_KEPT_BYTES);
    }

    private static void assertUnderstoodOrRefused(PlateReader reader, CameraPush sample, Random random) {
        byte[] body = sample.body().clone();
        for (int changes = random.nextInt(12); changes >= 0; changes--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        if (reader.read(new CameraPush(contentType(sample, random), body)) instanceof Reading.Understood understood) {
            understood.reads().forEach(CameraFuzzTest::assertOpensForNobodyElse);
        }
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void assertOpensForNobodyElse(PlateRead read) {
        assertThat(read.confidence()).isBetween(0.0, 1.0);
        Arrival arrival = new Arrival(
                "lot-1",
                read.plate(),
                new Arrival.Ticket.None(),
                read.confidence(),
                0,
                Admission.EITHER,
                Set.of(),
                read.heading() == Heading.AWAY,
                Fixtures.START);
        assertThat(Deciding.entry(arrival, List.of(SOMEBODY_ELSE))).isInstanceOf(Decision.Refuse.class);
    }

    private static String contentType(CameraPush sample, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> "multipart/form-data";
            case 2 -> "multipart/form-data; boundary=boundary";
            case 3 -> "application/json";
            default -> sample.contentType();
        };
    }
}
