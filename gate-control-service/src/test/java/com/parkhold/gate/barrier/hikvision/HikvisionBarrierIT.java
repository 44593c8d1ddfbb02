package com.parkhold.gate.barrier.hikvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.barrier.Barrier;
import com.parkhold.gate.barrier.Barrier.Driven;
import com.parkhold.gate.lane.BarrierSetup;
import com.parkhold.gate.lane.LoopInputs;
import com.parkhold.gate.settings.DeviceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HikvisionBarrierIT {

    private static final String OPEN = "PUT <BarrierGate><ctrlMode>open</ctrlMode></BarrierGate>";
    private static final String CLOSE = "PUT <BarrierGate><ctrlMode>close</ctrlMode></BarrierGate>";

    @TempDir
    Path directory;

    @Test
    void opensAndClosesWithOneChallengeForAll() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("s3cret:x");
                Barrier barrier = connected(camera, "s3cret:x")) {
            assertThat(barrier.pulse()).isInstanceOf(Driven.Done.class);
            assertThat(barrier.lower()).isInstanceOf(Driven.Done.class);

            assertThat(camera.commands()).containsExactly(OPEN, CLOSE);
            assertThat(camera.challenges()).isEqualTo(1);
            assertThat(barrier.isLifting()).isEmpty();
        }
    }

    @Test
    void answersAStaleNonceWithinTheSameCommand() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw");
                Barrier barrier = connected(camera, "pw")) {
            camera.newNonce();

            assertThat(barrier.pulse()).isInstanceOf(Driven.Done.class);

            assertThat(camera.commands()).containsExactly(OPEN);
            assertThat(camera.challenges()).isEqualTo(2);
        }
    }

    @Test
    void saysAgainThatItStaysOpen() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw");
                Barrier barrier = connected(camera, "pw")) {
            assertThat(barrier.keepOpen()).isInstanceOf(Driven.Done.class);

            await().atMost(Duration.ofSeconds(10)).until(() -> camera.commands().size() >= 3);
            assertThat(barrier.status().keptOpen()).isTrue();
            assertThat(barrier.lower()).isInstanceOf(Driven.Done.class);
            assertThat(camera.commands()).contains(CLOSE);
        }
    }

    @Test
    void asksTheDeviceForEachCarThoughItIsKeptOpen() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw");
                Barrier barrier = connected(camera, "pw")) {
            assertThat(barrier.keepOpen()).isInstanceOf(Driven.Done.class);

            camera.mood(BarrierCamera.Mood.BUSY);

            assertThat(barrier.pulse()).isInstanceOf(Driven.Failed.class);
        }
    }

    @Test
    void staysOpenFromItsFirstConnectionOn() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw");
                Barrier barrier = barriers("pw").connect(setup(camera), true)) {
            await().until(() -> camera.commands().contains(OPEN));

            assertThat(barrier.status().keptOpen()).isTrue();
        }
    }

    @Test
    void tellsWhatWasRefusedFromWhatNobodyKnows() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw");
                Barrier barrier = connected(camera, "pw")) {
            camera.mood(BarrierCamera.Mood.BUSY);
            assertThat(barrier.pulse()).isInstanceOf(Driven.Failed.class);
            camera.mood(BarrierCamera.Mood.MUTE);
            assertThat(barrier.pulse()).isInstanceOf(Driven.Unknown.class);

            camera.mood(BarrierCamera.Mood.GONE);
            await().until(() -> barrier.pulse() instanceof Driven.Failed);
        }
    }

    @Test
    void doesNotTrustACameraThatOpensOnItsOwn() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("pw")) {
            camera.control("2");
            try (Barrier barrier = barriers("pw").connect(setup(camera), false)) {
                await().until(() -> camera.challenges() == 1);
                await().during(Duration.ofMillis(300))
                        .until(() -> !barrier.status().connected());
            }
        }
    }

    @Test
    void comesWithAWrongKeyOnlyOnce() throws Exception {
        try (BarrierCamera camera = new BarrierCamera("right");
                Barrier barrier = barriers("wrong").connect(setup(camera), false)) {
            await().until(() -> camera.challenges() == 2);

            await().during(Duration.ofMillis(500)).until(() -> camera.challenges() == 2);
            assertThat(barrier.pulse()).isInstanceOf(Driven.Failed.class);
            assertThat(barrier.pulse()).isInstanceOf(Driven.Failed.class);
            assertThat(camera.commands()).isEmpty();
            assertThat(camera.challenges()).isEqualTo(2);

            barriers("right");
            assertThat(barrier.pulse()).isInstanceOf(Driven.Done.class);
        }
    }

    private Barrier connected(BarrierCamera camera, String password) throws IOException {
        Barrier barrier = barriers(password).connect(setup(camera), false);
        await().until(() -> barrier.status().connected());
        return barrier;
    }

    private HikvisionBarriers barriers(String password) throws IOException {
        Path keys = Files.writeString(directory.resolve("keys"), "127.0.0.1=admin:" + password + "\n");
        return new HikvisionBarriers(new DeviceKeys(new DeviceSettings(keys.toString())));
    }

    private static BarrierSetup setup(BarrierCamera camera) {
        return new BarrierSetup(
                "hikvision", "127.0.0.1", camera.port(), 1, 0, null, Duration.ofMillis(500), LoopInputs.none());
    }
}
