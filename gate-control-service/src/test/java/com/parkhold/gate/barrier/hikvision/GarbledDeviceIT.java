package com.parkhold.gate.barrier.hikvision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.parkhold.gate.settings.DeviceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A device whose HTTP is nearly right, or noise: each command gets a value, and a good answer is understood again. */
class GarbledDeviceIT {

    private static final int ROUNDS = 1_000;
    private static final String GOOD = """
            HTTP/1.1 200 OK\r
            Content-Type: application/xml\r
            Content-Length: 59\r
            Connection: close\r
            \r
            <ResponseStatus><statusCode>1</statusCode></ResponseStatus>
            """;
    private static final String CHALLENGE = """
            HTTP/1.1 401 Unauthorized\r
            WWW-Authenticate: Digest qop="auth", realm="x", nonce="n"\r
            Content-Length: 0\r
            Connection: close\r
            \r
            """;

    @Test
    void answersEveryCommandAndUnderstandsTheDeviceAgain() throws Exception {
        try (Garbling device = new Garbling();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            int answers = 0;
            Device said = speaking(http, device);
            for (int round = 0; round < ROUNDS; round++) {
                // One that did not take our key is not asked again for a while.
                said = round % 20 == 0 ? speaking(http, device) : said;
                Device.Said one = said.put("/ISAPI/x", "<x/>", Duration.ofMillis(300));
                assertThat(one).isNotNull();
                answers += one instanceof Device.Said.Answer ? 1 : 0;
                if (one instanceof Device.Said.Answer(int status, String body)) {
                    assertThat(body.length()).as("bounded").isLessThanOrEqualTo(16_384);
                    assertThat(status).isBetween(100, 999);
                }
            }
            assertThat(answers).as("some are right, and some are not").isBetween(ROUNDS / 20, ROUNDS * 9 / 10);
            device.healed = true;

            assertThat(speaking(http, device).put("/ISAPI/x", "<x/>", Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(
                            Device.Said.Answer.class,
                            answer -> assertThat(answer.status()).isEqualTo(200));
            await().untilAsserted(() ->
                    assertThat(device.open.get()).as("no line is kept").isZero());
        }
    }

    private static Device speaking(HttpClient http, Garbling device) {
        return new Device(http, new DeviceKeys(new DeviceSettings("")), "127.0.0.1", device.door.getLocalPort());
    }

    private static final class Garbling implements AutoCloseable {
        final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final AtomicInteger open = new AtomicInteger();
        private final Random random = new Random(20_260_414);
        volatile boolean healed;

        Garbling() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!door.isClosed()) {
                    try {
                        Socket line = door.accept();
                        open.incrementAndGet();
                        Thread.ofVirtual().start(() -> serve(line));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket line) {
            try (line;
                    InputStream in = line.getInputStream();
                    OutputStream out = line.getOutputStream()) {
                byte[] request = new byte[4_096];
                int length = in.read(request);
                assertThat(length).isNotZero();
                out.write(healed ? GOOD.getBytes(StandardCharsets.ISO_8859_1) : garbled());
            } catch (IOException hungUp) {
                // it has had enough of this answer
            } finally {
                open.decrementAndGet();
            }
        }

        private synchronized byte[] garbled() {
            byte[] answer = (random.nextInt(16) == 0 ? CHALLENGE : GOOD).getBytes(StandardCharsets.ISO_8859_1);
            switch (random.nextInt(6)) {
                case 0 -> random.nextBytes(answer);
                case 1 -> answer = Arrays.copyOf(answer, random.nextInt(answer.length));
                case 2 ->
                    answer = GOOD.replace("59", Integer.toString(random.nextInt()))
                            .getBytes(StandardCharsets.ISO_8859_1);
                case 3 -> answer = new byte[0];
                default -> {
                    for (int flips = random.nextInt(4); flips > 0; flips--) {
                        answer[random.nextInt(answer.length)] ^= (byte) (1 + random.nextInt(127));
                    }
                }
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
